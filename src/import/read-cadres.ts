import type { Cadre, Position, Role } from '../domain/cadre.ts';
import type { Unit } from '../domain/unit.ts';
import type { Located, Report } from './problem.ts';
import { checkUnique, type Files, isListed, rowsOf } from './read-tables.ts';
import type { RowReader } from './row-reader.ts';

const CADRE_COLUMNS = {
  required: ['id', 'name', 'fictional'],
  optional: ['deputy', 'locale', 'note'],
};
const POSITION_COLUMNS = {
  required: ['cadre', 'unit', 'role'],
  optional: ['post', 'valid_from', 'valid_to', 'note'],
};

/** What positions may point at. */
interface Posts {
  readonly units: ReadonlyMap<string, Unit>;
  readonly roles: ReadonlyMap<string, Role>;
}

const readCadre = (row: RowReader): Located<Cadre> => {
  const deputyId = row.optional('deputy');
  row.required('fictional');
  const value: Cadre = {
    id: row.id('id'),
    name: row.required('name'),
    positions: [],
    chats: [],
    ...(deputyId === undefined ? {} : { deputyId }),
    absences: [],
    locale: row.optional('locale') ?? 'vi',
    isFictional: row.flag('fictional'),
  };
  return { origin: row.origin, value };
};

interface HeldPosition extends Position {
  readonly cadreId: string;
}

const readPosition = (row: RowReader): Located<HeldPosition> => {
  const post = row.optional('post');
  const value = {
    cadreId: row.required('cadre'),
    unitId: row.required('unit'),
    roleId: row.required('role'),
    ...(post === undefined ? {} : { post }),
    validity: row.period(),
  };
  return { origin: row.origin, value };
};

const checkPosition = (
  posts: Posts,
  { origin, value }: Located<HeldPosition>,
  report: Report,
): void => {
  const { unitId, roleId } = value;
  if (!isListed(posts.units, unitId)) report(origin, `unknown unit ${unitId}`);
  if (!isListed(posts.roles, roleId)) report(origin, `unknown role ${roleId}`);
};

const checkCadres = (cadres: readonly Located<Cadre>[], report: Report): void => {
  const ids = new Set(cadres.map(({ value }) => value.id));
  for (const { origin, value } of cadres) {
    const { id, deputyId } = value;
    if (deputyId === id) report(origin, `${id} cannot be their own deputy`);
    if (deputyId !== undefined && !ids.has(deputyId)) report(origin, `unknown deputy ${deputyId}`);
    if (value.positions.length === 0) report(origin, `${id} has no position`);
  }
};

/** Reads `cadres.csv` and `positions.csv`; one person may hold several positions. */
export const readCadres = (
  files: Files,
  posts: Posts,
  report: Report,
): readonly Located<Cadre>[] => {
  const rows = rowsOf(files, 'cadres.csv', CADRE_COLUMNS, report).map(readCadre);
  checkUnique(rows, report);
  const held = new Map<string, Position[]>(rows.map(({ value }) => [value.id, []]));
  for (const row of rowsOf(files, 'positions.csv', POSITION_COLUMNS, report)) {
    const read = readPosition(row);
    checkPosition(posts, read, report);
    const { cadreId, ...position } = read.value;
    if (!isListed(held, cadreId)) report(read.origin, `unknown cadre ${cadreId}`);
    held.get(cadreId)?.push(position);
  }
  const cadres = rows.map(({ origin, value }) => ({
    origin,
    value: { ...value, positions: held.get(value.id) ?? [] },
  }));
  checkCadres(cadres, report);
  return cadres;
};
