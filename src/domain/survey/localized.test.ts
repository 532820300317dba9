import { describe, expect, it } from 'vitest';
import { pickText, textIn } from './localized.ts';

const texts = { default: 'Thanks', tr: 'Teşekkürler', 'zh-TW': '謝謝', sr: 'Хвала', de: ' ' };

describe('pickText', () => {
  it.each([
    ['tr', 'Teşekkürler', 'tr'],
    ['tr-TR', 'Teşekkürler', 'tr'],
    ['zh-tw', '謝謝', 'zh-TW'],
    ['sr-Cyrl-RS', 'Хвала', 'sr'],
    ['zh', 'Thanks', null],
    ['zh-CN', 'Thanks', null],
    ['de', 'Thanks', null],
    ['fr', 'Thanks', null],
    ['', 'Thanks', null],
    ['-', 'Thanks', null],
    ['default', 'Thanks', null],
  ])('shows to %s the text %s', (language, text, found) => {
    expect(pickText(texts, language)).toEqual({ text, language: found });
    expect(textIn(texts, language)).toBe(text);
  });
});
