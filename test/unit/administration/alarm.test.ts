import { describe, expect, test } from "vitest";

import { Alarm } from "../../../src/administration/alarm.ts";

/** When the object's alarm is written: once for a burst, and never later than something is due. */

function alarmWith(): { readonly alarm: Alarm; readonly set: number[] } {
  const set: number[] = [];
  const setAlarm = (instant: number): Promise<void> => Promise.resolve(void set.push(instant));
  return { alarm: new Alarm({ setAlarm }), set };
}

describe("the alarm of an administration", () => {
  test("a burst of messages sets it once", async () => {
    const { alarm, set } = alarmWith();
    for (const now of [0, 1, 2]) await alarm.ringBy(now + 100, now);
    expect(set).toEqual([100]);
  });

  test("one that could not be set is not believed to be set", async () => {
    const set: number[] = [];
    const alarm = new Alarm({
      setAlarm: (instant) =>
        set.push(instant) === 1 ? Promise.reject(new Error("D1")) : Promise.resolve(),
    });
    await expect(alarm.ringBy(100, 0)).rejects.toThrow("D1");
    await alarm.ringBy(100, 0);
    expect(set).toEqual([100, 100]);
  });

  test("what is due earlier moves it forward", async () => {
    const { alarm, set } = alarmWith();
    await alarm.ringBy(100, 0);
    await alarm.ringBy(50, 0);
    expect(set).toEqual([100, 50]);
  });

  test("one that should have rung already is set again", async () => {
    const { alarm, set } = alarmWith();
    await alarm.ringBy(100, 0);
    await alarm.ringBy(200, 100);
    expect(set).toEqual([100, 200]);
  });

  test("after it has rung it is set again", async () => {
    const { alarm, set } = alarmWith();
    await alarm.ringBy(100, 0);
    alarm.rung();
    await alarm.ringBy(120, 0);
    expect(set).toEqual([100, 120]);
  });
});
