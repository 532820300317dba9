/**
 * `GET /api/reports/<name>?from=&to=&region=&branch=&category=&channel=&language=&survey=&by=` : the same figures on
 * screen and on the command line. Shares are 0..1, NPS −100..100, durations in working hours unless said.
 */
export const reportNames = ['overview', 'complaints', 'satisfaction', 'completeness'] as const;
export type ReportName = (typeof reportNames)[number];

export const dimensions = [
  'region',
  'branch',
  'category',
  'channel',
  'language',
  'severity',
  'week',
  'month',
  'survey',
] as const;
export type Dimension = (typeof dimensions)[number];

/** Dates are inclusive, of the region's calendar; absent: not filtered. Several values of one filter: any of them. */
export interface ReportQuery {
  readonly from?: string;
  readonly to?: string;
  readonly region?: readonly string[];
  readonly branch?: readonly string[];
  /** a category code; what lies below it counts too */
  readonly category?: readonly string[];
  readonly channel?: readonly string[];
  readonly language?: readonly string[];
  readonly survey?: readonly string[];
  readonly by?: Dimension;
}

/** A share with its 95 % Wilson interval; null where nothing is known. */
export interface ShareFigure {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  /** records left out of the figure because it is unknown for them */
  readonly unknown: number;
}
export interface NpsFigure {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
  readonly unknown: number;
}
/** Hours of elapsed time; open cases count as censored (Kaplan–Meier); null: not reached. */
export interface DurationFigure {
  readonly median: number | null;
  readonly p90: number | null;
  readonly n: number;
  readonly open: number;
  readonly unknown: number;
}

export interface ComplaintFigures {
  readonly received: number;
  readonly open: number;
  readonly overdue: number;
  readonly closed: number;
  readonly rejected: number;
  /** answered by the respond-by deadline, of those answered or overdue */
  readonly timely: ShareFigure;
  readonly toAcknowledge: DurationFigure;
  readonly toClose: DurationFigure;
}
export interface SatisfactionFigures {
  readonly responses: number;
  readonly complete: number;
  /** top-two-box share of the satisfaction item */
  readonly satisfied: ShareFigure;
  readonly nps: NpsFigure;
}

/** A group of a report; `figures` null: suppressed, because it is small or would give a small one away. */
export interface Group<F> {
  /** code of the dimension's value; null: not stated */
  readonly key: string | null;
  readonly figures: F | null;
}

export interface Report<F> {
  readonly name: ReportName;
  readonly query: ReportQuery;
  readonly total: F | null;
  readonly groups: readonly Group<F>[];
  /** Unix milliseconds: up to when the figures know what has reached the server */
  readonly asOf: number;
}
export type ComplaintsReport = Report<ComplaintFigures>;
export type SatisfactionReport = Report<SatisfactionFigures>;

export interface OverviewReport {
  readonly name: 'overview';
  readonly query: ReportQuery;
  readonly asOf: number;
  /** null: too few to be shown to this reader; `satisfaction`: so, or a filter has no meaning for responses */
  readonly complaints: ComplaintFigures | null;
  readonly satisfaction: SatisfactionFigures | null;
  /** the same length of time just before, for "what changed" */
  readonly before: {
    readonly complaints: ComplaintFigures | null;
    readonly satisfaction: SatisfactionFigures | null;
    /** whether records go back to its first day: where they don't, it can't be compared with */
    readonly whole: { readonly complaints: boolean; readonly satisfaction: boolean };
  } | null;
  readonly weeks: readonly {
    /** Monday, ISO date */
    readonly week: string;
    /** received in this week; null: too few to be shown to this reader */
    readonly received: number | null;
    /** closed in this week, where the day is known */
    readonly closed: number | null;
    readonly satisfied: ShareFigure | null;
    readonly nps: NpsFigure | null;
  }[];
  readonly branches: readonly {
    readonly branch: string;
    readonly complaints: ComplaintFigures | null;
    readonly satisfaction: SatisfactionFigures | null;
    /** its satisfied share lies outside the 99.8 % binomial limits around that of all */
    readonly outside: 'above' | 'below' | null;
  }[];
  readonly completeness: Completeness;
}

/** `GET /api/completeness` too */
export interface Completeness {
  readonly received: number;
  readonly missing: number;
  /** what devices said they still held when last in contact */
  readonly waiting: number;
  readonly quarantined: number;
  /** devices with a gap that stays although they have been in contact since */
  readonly alarms: number;
  readonly devices: readonly {
    readonly device: string;
    readonly label: string;
    readonly kind: 'person' | 'kiosk' | 'source';
    readonly branch: string | null;
    readonly received: number;
    readonly missing: number;
    /** Unix milliseconds: since when something has been missing; null: nothing is */
    readonly missingSince: number | null;
    readonly alarm: boolean;
    readonly waiting: number | null;
    readonly lastContact: number | null;
  }[];
}
