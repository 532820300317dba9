import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passwordStrength, passwordStrengths } from './password-strength.ts';

describe('the strength of a password', () => {
  it.each([
    ['Tr0ub4dor&3', 'short'],
    ['aaaaaaaaaaaaaaaa', 'weak'],
    ['123456789012', 'weak'],
    ['qwertyuiopasdf', 'weak'],
    ['passwordpassword', 'weak'],
    ['Password1234!', 'weak'],
    ['abababababababab', 'weak'],
    ['correct horse battery staple', 'strong'],
    ['k4f9-x2mq-7hzt-w3pd', 'strong'],
    ['ჩემი ძაღლი მთვარეზე', 'strong'],
  ])('of “%s” is %s', (password, strength) => {
    expect(passwordStrength(password, [])).toBe(strength);
  });
  it('counts nothing that others know of the person', () => {
    const own = ['Nino Kapanadze', 'nino.k', 'Tbilisi Water'];
    expect(passwordStrength('ninokapanadze', own)).toBe('weak');
    expect(passwordStrength('TbilisiWater2026', own)).toBe('weak');
  });
  it('never falls when something new is written behind', () => {
    const rank = (password: string): number => passwordStrengths.indexOf(passwordStrength(password, []));
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (password) => {
        expect(rank(`${password} zebra·7`)).toBeGreaterThanOrEqual(rank(password));
      }),
    );
  });
});
