/** Somebody's name and job, before it is fitted into a user row. */
export interface PersonName {
  readonly first: string | null;
  readonly last: string;
  readonly title: string;
  readonly department: string;
}

/** People whose values break careless software: each org has all of them. */
export const AWKWARD_PEOPLE: readonly PersonName[] = [
  { first: 'Siobhán', last: "O'Brien", title: 'VP, "Growth"', department: 'Sales, EMEA' },
  { first: '🦄', last: 'Zoë 👩‍👩‍👧‍👦', title: 'Chief 🚀 Officer', department: 'R&D' },
  { first: 'مُحَمَّد', last: 'الفارسي', title: 'مدير المبيعات', department: 'المبيعات' },
  { first: 'שָׁלוֹם', last: 'כהן', title: 'Analyst', department: 'Finance\\Ops' },
  { first: null, last: '王小明', title: '工程师', department: '研发部' },
  { first: 'Line', last: 'Breaker', title: 'First line\nSecond line\r\nThird', department: 'Ops' },
  {
    first: '=HYPERLINK("http://example.invalid")',
    last: '+Formula',
    title: '@cmd',
    department: '-1',
  },
  { first: '<b>Bobby</b>', last: "Tables'); DROP--", title: '{{7*7}}', department: '$(env)' },
  { first: 'Zwölf', last: 'E\u0301tienne\u200b', title: ' padded ', department: 'null' },
  { first: 'Æsa', last: 'Ñandú-'.padEnd(80, 'x'), title: 'T'.repeat(80), department: 'Support' },
  { first: 'Null', last: 'Null', title: 'undefined', department: 'NaN' },
  { first: 'percent%', last: 'under_score', title: '100% _real_', department: 'A\tB' },
];

/** Given names to draw from. */
export const FIRST_NAMES: readonly string[] = [
  'Ada',
  'Amara',
  'Björn',
  'Chidi',
  'Dmitri',
  'Élodie',
  'Fatima',
  'Goran',
  'Hana',
  'Ibrahim',
  'Jürgen',
  'Kaja',
  'Łukasz',
  'Mei',
  'Noor',
  'Olivia',
  'Priya',
  'Quinn',
  'Rafael',
  'Søren',
  'Tomás',
  'Ursula',
  'Václav',
  'Wanjiru',
  'Xiomara',
  'Yuki',
  'Zainab',
  'James',
  'Mary',
  'Liam',
];

/** Family names to draw from. */
export const LAST_NAMES: readonly string[] = [
  'Adeyemi',
  'Berg',
  'Çelik',
  'Dubois',
  'Eriksen',
  'Fernández',
  'García',
  'Haddad',
  'Ivanov',
  'Jansen',
  'Kowalski',
  'Lindqvist',
  'Müller',
  'Nguyễn',
  'Okafor',
  'Petrov',
  'Quiroga',
  'Rossi',
  'Sato',
  'Tanaka',
  'Ueda',
  'van der Berg',
  'Weiß',
  'Xu',
  'Yılmaz',
  'Zhang',
  'Smith',
  'Jones',
];

/** Departments with the jobs in them. */
export const JOBS: readonly (readonly [department: string, title: string])[] = [
  ['Sales', 'Account Executive'],
  ['Sales', 'Sales Manager'],
  ['Service', 'Support Agent'],
  ['Service', 'Team Lead'],
  ['Marketing', 'Campaign Manager'],
  ['Finance', 'Controller'],
  ['IT', 'Salesforce Administrator'],
  ['IT', 'Developer'],
  ['Legal', 'Counsel'],
  ['Operations', 'Planner'],
  ['HR', 'Recruiter'],
];
