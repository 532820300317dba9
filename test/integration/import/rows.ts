/** Small files in the form of the complaints' bureau. */
export const HEADER =
  ',Complaint ID,Product,Sub-product,Issue,Sub-issue,State,ZIP code,Date received,Date sent to company,Company response,Timely response?,Consumer disputed?';

export interface ComplaintRow {
  readonly id: string;
  readonly state?: string;
  readonly received?: string;
  readonly sent?: string;
  readonly response?: string;
}

export const row = ({
  id,
  state = 'TX',
  received = '3/2/2015',
  sent = '3/3/2015',
  response = 'Closed with explanation',
}: ComplaintRow): string =>
  `0,${id},Mortgage,FHA mortgage,"Loan servicing, payments",,${state},77479,${received},${sent},${response},Yes,`;

export const csv = (...lines: readonly string[]): string => `${[HEADER, ...lines].join('\n')}\n`;
