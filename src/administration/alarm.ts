/** As much of an object's storage as is used. */
interface AlarmSetting {
  setAlarm(instant: number): Promise<void>;
}

/**
 * The object's alarm: it wakes the object when something is due, and stands behind a drain that ends with the object.
 * Remembers what it is set for, so that a burst of messages writes it once: every setting is a row written.
 */
export class Alarm {
  readonly #storage: AlarmSetting;
  /** Null: not known, or rung. */
  #setFor: number | null = null;

  constructor(storage: AlarmSetting) {
    this.#storage = storage;
  }

  /** It rings at `instant` or before. One that should have rung already is not relied upon. */
  async ringBy(instant: number, now: number): Promise<void> {
    if (this.#setFor !== null && this.#setFor > now && this.#setFor <= instant) return;
    this.#setFor = instant;
    try {
      await this.#storage.setAlarm(instant);
    } catch (error) {
      this.#setFor = null;
      throw error;
    }
  }

  rung(): void {
    this.#setFor = null;
  }
}
