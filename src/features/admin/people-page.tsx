import { useTranslation } from 'react-i18next';
import type { Account } from '../../../server/contract/session.ts';
import { useProfile } from '../../data/context.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { useOrganisation } from './organisation/use-organisation.ts';
import { EditPerson } from './people/edit-person.tsx';
import { NewPerson } from './people/new-person.tsx';
import { PeopleList } from './people/people-list.tsx';
import { Unread } from './server/unread.tsx';
import { useServerData } from './server/use-server-data.ts';
import { useView } from './use-view.ts';

/** `/admin/people`: who has an account. `?new` adds one, `?person=<uuid>` shows one. */
export default function PeoplePage() {
  const { t } = useTranslation();
  const { at, href } = useView();
  const people = useServerData<readonly Account[]>('/api/admin/people');
  const self = useProfile();
  const organisation = useOrganisation();
  const person = at('person');
  const back = href();

  if (at('new') !== null) {
    return <NewPerson organisation={organisation} back={back} onAdded={() => void people.reload()} />;
  }
  if (person === null) {
    return (
      <PeopleList
        people={people}
        organisation={organisation}
        hrefOf={(one) => href({ person: one.person })}
        add={href({ new: '1' })}
      />
    );
  }
  const account = people.data?.find((one) => one.person === person);
  if (account !== undefined && organisation.data !== null) {
    return (
      <EditPerson
        key={account.id}
        account={account}
        self={account.person === self.person}
        organisation={organisation}
        back={back}
        reload={people.reload}
      />
    );
  }
  return (
    <Page title={t('admin:people.title')} back={back}>
      <Unread from={[people, organisation]} />
      {people.data !== null && account === undefined && (
        <EmptyState icon="person" title={t('admin:people.gone')} />
      )}
    </Page>
  );
}
