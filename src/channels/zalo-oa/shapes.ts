import { z } from 'zod';

/** Ids pass 2^53, so they stay as they are written. */
export const id = z.union([z.string().min(1), z.number().transform(String)]);
/** Zalo's number of an error, also as text. Nothing else may be read as 0, for that means that the call was done. */
export const errorNumber = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d{1,9}$/)
    .transform(Number),
]);
const count = z.coerce.number();

/** Zalo took a message; what else it says of it may change. */
export const SENT = z
  .looseObject({
    message_id: id.optional(),
    msg_id: id.optional(),
    quota: z.looseObject({ quota_type: z.string().optional() }).optional().catch(undefined),
  })
  .catch({});

/** A person as the account sees them. */
export const PERSON = z.looseObject({
  user_id: id,
  display_name: z.string().optional(),
  /** `DD/MM/YYYY`. */
  user_last_interaction_date: z.string().optional(),
  user_is_follower: z.boolean().optional(),
});

/** The account itself. */
export const ACCOUNT = z.looseObject({
  oaid: id.optional(),
  oa_id: id.optional(),
  name: z.string().default(''),
  is_verified: z.boolean().optional(),
  /** 2 a business, 4 an office of the state. */
  oa_type: count.optional(),
  package_name: z.string().optional(),
  package_valid_through_date: z.string().optional(),
  num_follower: count.optional(),
});

/** What may be sent to one person. */
export const QUOTA = z.looseObject({
  /** Milliseconds, as a string: the start of the window. */
  last_interaction: id.optional(),
  cs_reply: z.looseObject({ remain: count.optional(), total: count.optional() }).optional(),
});

/** A template and what it asks for. */
export const TEMPLATE = z.looseObject({
  status: z.string().optional(),
  listParams: z
    .array(
      z.looseObject({
        name: z.string(),
        require: z.boolean().optional(),
        maxLength: count.optional(),
      }),
    )
    .optional(),
});

/** Lines of a conversation. */
export const SAID = z.array(
  z.looseObject({
    /** 1 by the person, 0 by the account. */
    src: count,
    /** Milliseconds. */
    time: count,
    type: z.string().optional(),
    message: z.string().optional(),
    message_id: id.optional(),
  }),
);

/** One line of a conversation as Zalo keeps it, the newest first. */
export type SaidLine = z.infer<typeof SAID>[number];
