/** Gives a place back; a second call does nothing. */
export type Leave = () => void;

/** So many at a time; whoever finds no place free waits in line. */
export class Places {
  private free: number;
  private readonly line = new Set<() => void>();

  /** @param patienceMs for how long anybody waits; left out: as long as it takes */
  constructor(
    count: number,
    private readonly patienceMs?: number,
  ) {
    this.free = count;
  }

  /** @returns how to leave the place, or null where none became free in time or `signal` aborted */
  async take(signal?: AbortSignal): Promise<Leave | null> {
    if (signal?.aborted) return null;
    if (this.free === 0) {
      if (!(await this.called(signal))) return null;
    } else this.free -= 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const [next] = this.line;
      // The place goes from hand to hand: whoever comes in between does not pass the line.
      if (next) next();
      else this.free += 1;
    };
  }

  private called(signal?: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const leaveLine = (gotPlace: boolean): void => {
        this.line.delete(call);
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        resolve(gotPlace);
      };
      const call = (): void => leaveLine(true);
      const giveUp = (): void => leaveLine(false);
      const timer = this.patienceMs === undefined ? undefined : setTimeout(giveUp, this.patienceMs);
      signal?.addEventListener('abort', giveUp);
      this.line.add(call);
    });
  }
}
