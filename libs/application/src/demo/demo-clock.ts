import { addDays, dayOf, formatDay, startOfDay, type CalendarDay } from '@bicorne/domain';

/** Turns the demo's days from today into days and moments. */
export class DemoClock {
  private readonly today: CalendarDay;

  constructor(
    readonly now: Date,
    timeZone: string,
  ) {
    this.today = dayOf(now, timeZone);
  }

  /** @param on whole days from today */
  day(on: number): CalendarDay {
    return addDays(this.today, on);
  }

  /**
   * A moment of that day in the zone, never later than now.
   *
   * @param at hours and minutes, `09:30`
   * @param minutesLater keeps several events of one kind on one day apart
   */
  moment(on: number, at: string, timeZone: string, minutesLater = 0): Date {
    const [hours = 0, minutes = 0] = at.split(':').map(Number);
    const since = startOfDay(this.day(on), timeZone).getTime();
    return new Date(Math.min(since + (hours * 60 + minutes + minutesLater) * 60_000, this.now.getTime()));
  }

  /** Fills the `{{day:-12}}` of a text with days as a reader writes them. */
  fill(text: string): string {
    return text.replace(/\{\{day:(-?\d+)\}\}/g, (_, on: string) => formatDay(this.day(Number(on))));
  }
}
