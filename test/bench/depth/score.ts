/** Counts of one group: what is thin and was called so, and the rest. EMPTY counts as thin. */
export class Score {
  thinFound = 0;
  thinMissed = 0;
  fineFound = 0;
  fineMissed = 0;
  sectionsNamed = 0;
  sections = 0;

  add(thin: boolean, calledThin: boolean): void {
    if (thin && calledThin) this.thinFound++;
    else if (thin) this.thinMissed++;
    else if (calledThin) this.fineMissed++;
    else this.fineFound++;
  }

  addSections(named: number, of: number): void {
    this.sectionsNamed += named;
    this.sections += of;
  }

  get precision(): number {
    return ratio(this.thinFound, this.thinFound + this.fineMissed);
  }

  get recall(): number {
    return ratio(this.thinFound, this.thinFound + this.thinMissed);
  }

  /** Share of the substantive that was called so. */
  get specificity(): number {
    return ratio(this.fineFound, this.fineFound + this.fineMissed);
  }

  get named(): number {
    return ratio(this.sectionsNamed, this.sections);
  }
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? Number.NaN : part / whole;
}
