import type { DayCount } from "../../../booking/dashboard.ts";
import { date } from "../format.ts";
import type { Texts } from "../texts/texts.ts";

/** Booked and failed documents per day as bars; the same figures stand in a table for who can't see them. */

interface Props {
  readonly texts: Texts;
  readonly dates: readonly string[];
  readonly days: readonly DayCount[];
}

/** Units of the drawing, which is stretched to the room there is. */
const STEP = 10;
const HEIGHT = 100;

export function DayChart({ texts, dates, days }: Props) {
  const { overview: text } = texts.common;
  const byDate = new Map(days.map((day) => [day.date, day]));
  const shown = dates.map((day) => byDate.get(day) ?? { date: day, booked: 0, failed: 0 });
  return (
    <>
      <p class="legend">
        <span class="key booked" /> {text.booked} <span class="key failed" /> {text.failed}
      </p>
      <Bars label={text.chart} days={shown} />
      <details>
        <summary>{text.table}</summary>
        <table class="figures narrow">
          <thead>
            <tr>
              <th scope="col">{text.day}</th>
              <th scope="col" class="number">
                {text.booked}
              </th>
              <th scope="col" class="number">
                {text.failed}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown
              .filter(({ booked, failed }) => booked + failed > 0)
              .map((day) => (
                <tr>
                  <th scope="row">{date(day.date)}</th>
                  <td class="number">{day.booked}</td>
                  <td class="number">{day.failed}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

function Bars({ label, days }: { readonly label: string; readonly days: readonly DayCount[] }) {
  const highest = Math.max(1, ...days.map(({ booked, failed }) => booked + failed));
  const scale = (documents: number) => (documents / highest) * HEIGHT;
  const middle = days[Math.floor(days.length / 2)];
  return (
    <div class="chart">
      <span class="tick" aria-hidden="true">
        {highest}
      </span>
      <svg
        viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {days.map(({ booked, failed }, index) => (
          <g>
            <rect
              class="booked"
              x={index * STEP + 1}
              y={HEIGHT - scale(booked)}
              width={STEP - 2}
              height={scale(booked)}
            />
            <rect
              class="failed"
              x={index * STEP + 1}
              y={HEIGHT - scale(booked + failed)}
              width={STEP - 2}
              height={scale(failed)}
            />
          </g>
        ))}
      </svg>
      <p class="tick days" aria-hidden="true">
        <span>{date(days[0]?.date ?? null)}</span>
        <span>{date(middle?.date ?? null)}</span>
        <span>{date(days.at(-1)?.date ?? null)}</span>
      </p>
    </div>
  );
}
