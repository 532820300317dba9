import { useTranslation } from 'react-i18next';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { OverviewReport } from '../../../server/contract/reports.ts';
import { useFormats, useLanguage } from '../../i18n/use-language.ts';
import { AXIS, LABEL_WIDTH, sides } from './chart-frame.ts';
import styles from './overview.module.css';

/** Complaints received by week. */
export function ComplaintsChart({ weeks }: { readonly weeks: OverviewReport['weeks'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { reversed, orientation } = sides(useLanguage().direction);
  const points = weeks.map(({ week, received }) => ({ week: formats.date(week, 'short'), received }));
  const known = points.flatMap(({ received }) => received ?? []);
  const label = t('reports:trend.complaintsLabel', {
    count: known.length,
    low: Math.min(0, ...known) === 0 && known.length === 0 ? 0 : Math.min(...known),
    high: Math.max(0, ...known),
  });
  return (
    <div className={styles.chart} dir="ltr" role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={points} margin={{ top: 8, right: 8, bottom: 0, left: 8 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis {...AXIS} dataKey="week" reversed={reversed} minTickGap={12} />
          <YAxis
            {...AXIS}
            axisLine={false}
            width={LABEL_WIDTH}
            orientation={orientation}
            allowDecimals={false}
            tickFormatter={(count: number) => formats.number(count)}
          />
          <Bar
            dataKey="received"
            fill="var(--brand)"
            radius={[4, 4, 0, 0]}
            maxBarSize={40}
            isAnimationActive={false}
          />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
