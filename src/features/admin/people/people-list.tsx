import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Account } from '../../../../server/contract/session.ts';
import { useFormats, useLanguage } from '../../../i18n/use-language.ts';
import { ButtonLink } from '../../../ui/button-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { ListCard } from '../../../ui/list-card.tsx';
import { Page } from '../../../ui/page.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { Table } from '../../../ui/table.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { matches } from '../forms/matches.ts';
import { useWide } from '../forms/use-wide.ts';
import type { Organisation } from '../organisation/use-organisation.ts';
import { Unread } from '../server/unread.tsx';
import type { ServerData } from '../server/use-server-data.ts';
import { usePersonTexts } from './person-texts.ts';
import { useRoleName } from './role-names.ts';

export interface PeopleListProps {
  readonly people: ServerData<readonly Account[]>;
  readonly organisation: Organisation;
  readonly hrefOf: (account: Account) => string;
  readonly add: string;
}

export function PeopleList({ people, organisation, hrefOf, add }: PeopleListProps) {
  const { t } = useTranslation();
  const { intl } = useLanguage();
  const formats = useFormats();
  const wide = useWide();
  const now = useNow();
  const roleName = useRoleName();
  const texts = usePersonTexts(organisation);
  const [words, setWords] = useState('');

  const { compare } = new Intl.Collator(intl);
  const found = (people.data ?? [])
    .filter((one) => matches(words, one.name, one.login, roleName(one.role), texts.places(one)))
    .toSorted((a, b) => Number(a.disabled) - Number(b.disabled) || compare(a.name, b.name));
  const lastSeen = ({ lastSignIn }: Account): string =>
    lastSignIn === null
      ? t('admin:people.never')
      : t('admin:people.lastSignIn', { when: formats.relative(lastSignIn, now) });
  const name = (one: Account) => <Link href={hrefOf(one)}>{one.name}</Link>;
  const login = (one: Account) => <bdi>{one.login}</bdi>;
  const disabled = (one: Account) => one.disabled && <Chip>{t('admin:people.disabled')}</Chip>;

  return (
    <Page
      wide
      title={t('admin:people.title')}
      lead={
        <SearchField
          label={t('admin:people.search')}
          placeholder={t('admin:people.search')}
          value={words}
          onChange={setWords}
        />
      }
      bottom={
        <ButtonLink icon="add" href={add}>
          {t('admin:person.add')}
        </ButtonLink>
      }
    >
      <Unread from={[people, organisation]} />
      {people.data !== null && (
        <p role="status" className={words === '' ? 'unseen' : undefined}>
          {found.length === 0
            ? t('ui:search.nothing', { words })
            : t('admin:people.found', { count: found.length })}
        </p>
      )}
      {wide && found.length > 0 && (
        <Card>
          <Table
            captionHidden
            caption={t('admin:people.title')}
            rows={found}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'name',
                header: t('admin:person.name'),
                cell: name,
              },
              { key: 'login', header: t('admin:person.login'), cell: login },
              { key: 'role', header: t('admin:person.role'), cell: ({ role }) => roleName(role) },
              { key: 'places', header: t('admin:people.where'), cell: texts.places },
              { key: 'seen', header: t('admin:people.seen'), cell: (one) => disabled(one) || lastSeen(one) },
            ]}
          />
        </Card>
      )}
      {!wide &&
        found.map((one) => (
          <ListCard
            level={2}
            key={one.id}
            href={hrefOf(one)}
            title={one.name}
            due={disabled(one) || undefined}
            meta={[one.login, roleName(one.role), texts.places(one), lastSeen(one)]}
          />
        ))}
    </Page>
  );
}
