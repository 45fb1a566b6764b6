import { ZaloRefusal } from './refusal.ts';

/** One blank of a template. */
export interface TemplateParameter {
  readonly name: string;
  readonly require: boolean;
  readonly type: 'STRING' | 'DATE' | 'NUMBER';
  readonly maxLength: number;
  readonly minLength: number;
  readonly acceptNull: boolean;
}

/** A text that Zalo reviewed or has still to review. */
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly listParams: readonly TemplateParameter[];
  status: 'PENDING_REVIEW' | 'ENABLE' | 'REJECT' | 'DISABLE';
  /** Approved before 2025-12-10, or of a kind that goes by phone alone. */
  readonly isByPhoneOnly: boolean;
}

/** A template as an operator would ask for one; every parameter is a text of at most 30 characters unless it says more. */
export interface NewTemplate {
  readonly id: string;
  readonly name?: string;
  readonly parameters: readonly (string | (Partial<TemplateParameter> & { name: string }))[];
  readonly isByPhoneOnly?: boolean;
  readonly isApproved?: boolean;
}

/** The templates of the OA. */
export class Templates {
  readonly #templates = new Map<string, Template>();

  add({ id, name = id, parameters, isByPhoneOnly = false, isApproved = true }: NewTemplate): void {
    this.#templates.set(id, {
      id,
      name,
      status: isApproved ? 'ENABLE' : 'PENDING_REVIEW',
      isByPhoneOnly,
      listParams: parameters.map((given) => ({
        require: true,
        type: 'STRING',
        maxLength: 30,
        minLength: 0,
        acceptNull: false,
        ...(typeof given === 'string' ? { name: given } : given),
      })),
    });
  }

  get all(): readonly Template[] {
    return [...this.#templates.values()];
  }

  find(id: unknown): Template | undefined {
    return typeof id === 'string' ? this.#templates.get(id) : undefined;
  }

  /** @throws {ZaloRefusal} as Zalo refuses a template or what is filled into it. */
  fill(id: unknown, filled: unknown, isByUid: boolean): Template {
    const template = this.find(id);
    if (template?.status !== 'ENABLE') throw new ZaloRefusal(-131, 'ZNS template is not approved');
    if (isByUid && template.isByPhoneOnly)
      throw new ZaloRefusal(-249, 'Template cannot be sent by UID');
    const values = (typeof filled === 'object' ? filled : undefined) ?? {};
    for (const parameter of template.listParams)
      checkParameter(parameter, (values as Record<string, unknown>)[parameter.name]);
    return template;
  }
}

function checkParameter(parameter: TemplateParameter, value: unknown): void {
  const { name, require, maxLength, minLength, type } = parameter;
  if (value === undefined || value === null || value === '') {
    if (require) throw new ZaloRefusal(-1122, `Template data is missing: ${name}`);
    return;
  }
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new ZaloRefusal(-1124, `Template data has a wrong format: ${name}`);
  const words = String(value);
  const length = Array.from(words).length;
  if (length > maxLength || length < minLength)
    throw new ZaloRefusal(-1121, `Template data is too long: ${name}`);
  const isFit =
    type === 'STRING' ||
    (type === 'NUMBER' ? /^\d+$/ : /^(\d\d:\d\d )?\d\d\/\d\d\/\d{4}$/).test(words);
  if (!isFit) throw new ZaloRefusal(-1124, `Template data has a wrong format: ${name}`);
}
