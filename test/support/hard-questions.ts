import type { Suggestion } from '#shared/domain/understanding/assist/suggestion.ts';

type Slots = Partial<Suggestion>;

const nothing: Suggestion = {
  category: 'BUSINESS_DATA',
  metrics: [],
  dimensions: [],
  values: [],
  views: [],
  names: [],
  periods: [],
  order: null,
  comparison: null,
  shape: null,
  ignored: [],
};

export const suggestion = (slots: Slots): Suggestion => ({ ...nothing, ...slots });

const metric = (name: string, because: string): Slots => ({ metrics: [{ metric: name, because }] });
const view = (name: string, because: string): Slots => ({ views: [{ view: name, because }] });
const dimension = (name: string, because: string): Slots => ({ dimensions: [{ dimension: name, because }] });
const name = (alias: string, because: string): Slots => ({ names: [{ alias, because }] });

export interface HardQuestion {
  ask: string;
  /** What a model that understands it says. */
  says: Suggestion;
  /** The same question in plain words, which the rules read by themselves. */
  plain: string;
}

const hard = (ask: string, slots: Slots, plain: string): HardQuestion => ({
  ask,
  says: suggestion(slots),
  plain,
});

/** Questions whose words are too loose for the rules alone; names are those of the small test company. */
export const HARD_QUESTIONS: HardQuestion[] = [
  hard(
    'Which automation has been acting up lately?',
    metric('failures', 'acting up'),
    'which automation has been failing lately?',
  ),
  hard(
    'How many jobs kicked the bucket yesterday?',
    { ...metric('failures', 'kicked the bucket'), periods: [{ because: 'yesterday' }] },
    'how many jobs failed yesterday?',
  ),
  hard(
    'The invoice automation: did it come to grief yesterday?',
    metric('failures', 'come to grief'),
    'The invoice automation: did it fail yesterday?',
  ),
  hard(
    'How many executions went pear shaped last week?',
    metric('failures', 'pear shaped'),
    'how many executions failed last week?',
  ),
  hard(
    'Which workflow is the sloth this month?',
    metric('mean_duration', 'sloth'),
    'which workflow is the slowest this month?',
  ),
  hard(
    'Which processes are still in the box?',
    view('never_run', 'still in the box'),
    'which processes never ran?',
  ),
  hard(
    'Which runs are treading water right now?',
    view('stuck', 'treading water'),
    'which runs are stuck right now?',
  ),
  hard(
    'How many runs rose from the ashes last week?',
    metric('recovered', 'rose from the ashes'),
    'how many runs recovered last week?',
  ),
  hard(
    'How many executions got the kibosh in the last 30 days?',
    metric('cancelled', 'kibosh'),
    'how many executions were cancelled in the last 30 days?',
  ),
  hard(
    'How many executions were hunky dory this week?',
    metric('successes', 'hunky dory'),
    'how many executions succeeded this week?',
  ),
  hard(
    'Which squads had the most failures this month?',
    dimension('area', 'squads'),
    'which areas had the most failures this month?',
  ),
  hard(
    'Did the payroll export land on its feet, or did it bite the dust, on Monday?',
    {
      ...metric('failures', 'bite the dust'),
      periods: [{ because: 'on Monday' }],
      ignored: ['land', 'feet'],
    },
    'Did the payroll export fail on Monday?',
  ),
  hard(
    'How many times did process Paayrol fail yesterday?',
    name('P1', 'paayrol'),
    'how many times did process Payroll export fail yesterday?',
  ),
  hard(
    'Failures of process onbrding yesterday',
    name('P1', 'onbrding'),
    'failures of process employee onboarding yesterday',
  ),
  hard('Which workflows are hibernating?', view('off', 'hibernating'), 'which workflows are off?'),
  hard(
    'Quanti processi hanno dato buca ieri?',
    metric('failures', 'dato buca'),
    'quanti processi sono falliti ieri?',
  ),
  hard(
    'Quale automazione fa i capricci?',
    metric('failures', 'fa i capricci'),
    'quale automazione fallisce?',
  ),
  hard('Quali processi sono in letargo?', view('off', 'in letargo'), 'quali processi sono spenti?'),
  hard(
    'Guasti per filiale nell’ultimo mese',
    dimension('area', 'filiale'),
    'guasti per area nell’ultimo mese',
  ),
  hard(
    'Quale flusso è il bradipo di questo mese?',
    metric('mean_duration', 'bradipo'),
    'quale flusso è il più lento di questo mese?',
  ),
  hard(
    'Quante esecuzioni sono andate a carte quarantotto la settimana scorsa?',
    metric('failures', 'a carte quarantotto'),
    'quante esecuzioni sono fallite la settimana scorsa?',
  ),
  hard(
    'Quante esecuzioni sono in surplace adesso?',
    view('stuck', 'in surplace'),
    'quante esecuzioni sono bloccate adesso?',
  ),
  hard(
    'Quali processi sono ancora incartati?',
    view('never_run', 'incartati'),
    'quali processi non sono mai partiti?',
  ),
  hard(
    'Quante esecuzioni sono risorte dalle ceneri ieri?',
    metric('recovered', 'risorte dalle ceneri'),
    'quante esecuzioni sono state recuperate ieri?',
  ),
  hard(
    'Quale processo è lo stakanovista di novembre?',
    metric('runs', 'stakanovista'),
    'quale processo ha girato di più a novembre?',
  ),
];
