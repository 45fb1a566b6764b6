/** A row of `sources/communes.csv`: a unit of the former district, and which commune it became part of. */
export interface SourceCommune {
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly successor: string;
  readonly evidence: string;
}

/** A row of `sources/villages.csv`; `source` says how far the name can be trusted. */
export interface SourceVillage {
  readonly code: string;
  readonly commune: string;
  readonly type: string;
  readonly name: string;
  readonly source: string;
}

/** Communes since July 2025, by the name that the sources give as successor. */
export const NEW_COMMUNES: Readonly<
  Record<string, { readonly id: string; readonly name: string }>
> = {
  'xã Tam Đảo': { id: 'PT-TD', name: 'Tam Đảo' },
  'xã Đạo Trù': { id: 'PT-DT', name: 'Đạo Trù' },
  'xã Đại Đình': { id: 'PT-DD', name: 'Đại Đình' },
  'xã Tam Dương Bắc': { id: 'PT-TDB', name: 'Tam Dương Bắc' },
};
