import { describe, expect, it } from '@jest/globals';
import { decideWorkspaceSettings, MAX_HOLIDAYS } from './settings.js';
import type { WorkspaceSettings, WorkspaceSettingsCommand } from './settings.js';

const current: WorkspaceSettings = {
  name: 'Halyard',
  timeZone: 'Europe/Amsterdam',
  workingDays: [1, 2, 3, 4, 5],
  holidays: ['2026-04-27'],
  escalateToSponsor: false,
};

describe('decideWorkspaceSettings', () => {
  it.each<[string, WorkspaceSettingsCommand, Partial<WorkspaceSettings>]>([
    ['nothing', {}, {}],
    ['null is nothing', { name: null, timeZone: null, workingDays: null, holidays: null, escalateToSponsor: null }, {}],
    ['the name', { name: ' Halyard & Co ' }, { name: 'Halyard & Co' }],
    ['the zone', { timeZone: 'America/Adak' }, { timeZone: 'America/Adak' }],
    ['a week of four days, each once and in order', { workingDays: [4, 1, 2, 3, 1] }, { workingDays: [1, 2, 3, 4] }],
    ['no holidays', { holidays: [] }, { holidays: [] }],
    [
      'holidays, each once and in order',
      { holidays: ['2026-12-25', '2028-02-29', '2026-12-25'] },
      { holidays: ['2026-12-25', '2028-02-29'] },
    ],
    ['sponsors', { escalateToSponsor: true }, { escalateToSponsor: true }],
  ])('changes %s', (_, command, change) => {
    expect(decideWorkspaceSettings(command, current)).toEqual({ ok: true, value: { ...current, ...change } });
  });

  it.each<[WorkspaceSettingsCommand, string]>([
    [{ name: ' ' }, 'name REQUIRED'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone INVALID_TIME_ZONE'],
    [{ workingDays: [] }, 'workingDays INVALID_WORKING_DAYS'],
    [{ workingDays: [0] }, 'workingDays INVALID_WORKING_DAYS'],
    [{ workingDays: [8] }, 'workingDays INVALID_WORKING_DAYS'],
    [{ workingDays: [1.5] }, 'workingDays INVALID_WORKING_DAYS'],
    [{ holidays: ['2026-12-25', '2026-02-30'] }, 'holidays.1 INVALID_DAY'],
    [{ holidays: Array<string>(MAX_HOLIDAYS + 1).fill('2026-12-25') }, 'holidays TOO_MANY'],
    [{ name: '', workingDays: [] }, 'name REQUIRED,workingDays INVALID_WORKING_DAYS'],
  ])('refuses %j', (command, expected) => {
    const result = decideWorkspaceSettings(command, current);
    const refusals = result.ok ? [] : result.refusals.map(({ code, field }) => `${field ?? ''} ${code}`);
    expect(refusals.join()).toBe(expected);
  });
});
