import type { DayCount } from "../../../booking/dashboard.ts";
import { date } from "../format.ts";
import type { Texts } from "../texts/texts.ts";

/** Booked and failed documents per day as bars; the same figures stand in a table for who can't see them. */

interface Props {
  readonly texts: Texts;
  readonly dates: readonly string[];
  readonly days: readonly DayCount[];
}

const WIDTH = 720;
const HEIGHT = 180;
const AXIS = 20;
const LEFT = 32;

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
        <table class="list narrow">
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
                  <td class="number" data-label={text.booked}>
                    {day.booked}
                  </td>
                  <td class="number" data-label={text.failed}>
                    {day.failed}
                  </td>
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
  const step = (WIDTH - LEFT) / days.length;
  const room = HEIGHT - AXIS - 8;
  const scale = (documents: number) => (documents / highest) * room;
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <line class="axis" x1={LEFT} y1={HEIGHT - AXIS} x2={WIDTH} y2={HEIGHT - AXIS} />
      <text class="tick" x={LEFT - 6} y={16} text-anchor="end">
        {highest}
      </text>
      <text class="tick" x={LEFT - 6} y={HEIGHT - AXIS} text-anchor="end">
        0
      </text>
      {days.map(({ date: day, booked, failed }, index) => {
        const x = LEFT + index * step + 2;
        const bottom = HEIGHT - AXIS;
        return (
          <g>
            <rect
              class="booked"
              x={x}
              y={bottom - scale(booked)}
              width={step - 4}
              height={scale(booked)}
            />
            <rect
              class="failed"
              x={x}
              y={bottom - scale(booked + failed)}
              width={step - 4}
              height={scale(failed)}
            />
            {index % 5 === 4 ? (
              <text class="tick" x={x + (step - 4) / 2} y={HEIGHT - 4} text-anchor="middle">
                {date(day).slice(0, 5)}
              </text>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}
