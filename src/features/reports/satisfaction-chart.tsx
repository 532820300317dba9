import { useTranslation } from 'react-i18next';
import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { OverviewReport } from '../../../server/contract/reports.ts';
import { useFormats, useLanguage } from '../../i18n/use-language.ts';
import { AXIS, LABEL_WIDTH, sides } from './chart-frame.ts';
import styles from './overview.module.css';

/** The satisfied share by week with the interval in which it could lie by chance. */
export function SatisfactionChart({ weeks }: { readonly weeks: OverviewReport['weeks'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { reversed, orientation } = sides(useLanguage().direction);
  const points = weeks.map(({ week, satisfied }) => ({
    week: formats.date(week, 'short'),
    share: satisfied?.value ?? null,
    band:
      satisfied === null || satisfied.low === null || satisfied.high === null
        ? null
        : [satisfied.low, satisfied.high],
  }));
  const lows = points.flatMap(({ band }) => band?.[0] ?? []);
  // From the tenth below the lowest end: from zero, weeks would not be told apart; the axis says where it begins.
  const bottom = Math.max(0, Math.floor(Math.min(1, ...lows) * 10 - 0.5) / 10);
  const known = points.flatMap(({ share }) => share ?? []);
  const label = t('reports:trend.satisfactionLabel', {
    count: known.length,
    low: formats.percent(Math.min(...known)),
    high: formats.percent(Math.max(...known)),
  });
  return (
    <div className={styles.chart} dir="ltr" role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={points}
          margin={{ top: 8, right: 8, bottom: 0, left: 8 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis {...AXIS} dataKey="week" reversed={reversed} minTickGap={12} />
          <YAxis
            {...AXIS}
            axisLine={false}
            width={LABEL_WIDTH}
            orientation={orientation}
            domain={[bottom, 1]}
            tickCount={5}
            tickFormatter={(share: number) => formats.percent(share)}
          />
          <Area
            dataKey="band"
            stroke="none"
            fill="var(--brand-soft)"
            fillOpacity={1}
            isAnimationActive={false}
            connectNulls={false}
          />
          <Line
            dataKey="share"
            stroke="var(--brand)"
            strokeWidth={2.5}
            dot={{ r: 4, fill: 'var(--brand)', stroke: 'none' }}
            isAnimationActive={false}
            connectNulls={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
