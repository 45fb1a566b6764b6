import { z } from 'zod';
import { createApi, type Api, type Tokens } from './api.ts';
import type { ZaloOaAccount } from './options.ts';
import { ACCOUNT, id, PERSON, QUOTA, SAID, SENT, TEMPLATE, type SaidLine } from './shapes.ts';

/** A button under a text; `query` comes back as if the person had typed the payload, unseen. */
export type ZaloButton =
  | { readonly type: 'oa.query.hide'; readonly title: string; readonly payload: string }
  | {
      readonly type: 'oa.open.url';
      readonly title: string;
      readonly payload: { readonly url: string };
    };

/** Zalo took a message. */
export interface Taken {
  readonly messageId: string | undefined;
  /** Who pays: `reply` is free, `sub_quota` comes out of the package. */
  readonly quotaType: string | undefined;
}

/** What a template says; every value is a string. */
export type TemplateValues = Readonly<Record<string, string>>;

const CS = '/v3.0/oa/message/cs';
const to = (userId: string) => ({ recipient: { user_id: userId } });
const takenOf = ({ message_id, msg_id, quota }: z.infer<typeof SENT>): Taken => ({
  messageId: message_id ?? msg_id,
  quotaType: quota?.quota_type,
});

/**
 * The calls of one Official Account. Each makes one request, and a second one only where Zalo refused the token.
 *
 * @throws every method {@link ZaloError}, and {@link ConsentNeeded} when there is no token to call with.
 */
export class ZaloOaClient {
  readonly #api: Api;
  readonly #account: ZaloOaAccount;

  constructor(account: ZaloOaAccount, tokens: Tokens) {
    this.#account = account;
    this.#api = createApi(account, tokens);
  }

  /** What Zalo said last of its limit by the minute. */
  rateLimit = (): ReturnType<Api['rateLimit']> => this.#api.rateLimit();

  /** @param text - At most 2 000 characters. */
  sendText(userId: string, text: string, quotes?: string): Promise<Taken> {
    const quote = quotes === undefined ? {} : { quote_message_id: quotes };
    return this.#send(userId, { text, ...quote });
  }

  /** @param buttons - At most 5. */
  sendTextWithButtons(
    userId: string,
    text: string,
    buttons: readonly ZaloButton[],
  ): Promise<Taken> {
    const { buttonsTemplateType: type } = this.#account;
    const payload = { ...(type === undefined ? {} : { template_type: type }), buttons };
    return this.#send(userId, { text, attachment: { type: 'template', payload } });
  }

  /** A picture of at most 1 MB, with words or without. */
  sendImage(
    userId: string,
    image: { readonly url: string } | { readonly attachmentId: string },
    text?: string,
  ): Promise<Taken> {
    const where = 'url' in image ? { url: image.url } : { attachment_id: image.attachmentId };
    return this.#send(userId, {
      ...(text === undefined ? {} : { text }),
      attachment: {
        type: 'template',
        payload: { template_type: 'media', elements: [{ media_type: 'image', ...where }] },
      },
    });
  }

  /** @param token - Of {@link uploadFile}. */
  sendFile(userId: string, token: string): Promise<Taken> {
    return this.#send(userId, { attachment: { type: 'file', payload: { token } } });
  }

  /** Asks for name and phone number; the answer comes as `user_submit_info`. */
  requestUserInfo(
    userId: string,
    asked: { readonly title: string; readonly subtitle: string; readonly imageUrl: string },
  ): Promise<Taken> {
    const { title, subtitle, imageUrl } = asked;
    const elements = [{ title, subtitle, image_url: imageUrl }];
    return this.#send(userId, {
      attachment: { type: 'template', payload: { template_type: 'request_user_info', elements } },
    });
  }

  /** A small sign under a person's message; `/-remove` takes it back. */
  async react(
    userId: string,
    messageId: string,
    icon: '/-strong' | '/-heart' | '/-remove',
  ): Promise<void> {
    const body = {
      ...to(userId),
      sender_action: { react_icon: icon, react_message_id: messageId },
    };
    await this.#api.call({
      method: 'POST',
      path: '/v2.0/oa/message',
      body,
      shape: z.unknown(),
    });
  }

  /** @returns an id that works for 7 days. */
  async uploadImage(file: Upload): Promise<string> {
    const shape = z.looseObject({ attachment_id: id });
    const { attachment_id } = await this.#upload('image', file, shape);
    return attachment_id;
  }

  /** @returns a token that works for 7 days. */
  async uploadFile(file: Upload): Promise<string> {
    const { token } = await this.#upload('file', file, z.looseObject({ token: id }));
    return token;
  }

  getUser(userId: string): Promise<z.infer<typeof PERSON>> {
    return this.#api.call({
      method: 'GET',
      path: '/v3.0/oa/user/detail',
      query: { user_id: userId },
      shape: PERSON,
    });
  }

  tagUser(userId: string, tag: string): Promise<void> {
    return this.#tag('tagfollower', userId, tag);
  }

  untagUser(userId: string, tag: string): Promise<void> {
    return this.#tag('rmfollowerfromtag', userId, tag);
  }

  /** The account itself; a good sign of health. */
  getOa(): Promise<z.infer<typeof ACCOUNT>> {
    return this.#api.call({ method: 'GET', path: '/v2.0/oa/getoa', shape: ACCOUNT });
  }

  getUserQuota(userId: string): Promise<z.infer<typeof QUOTA>> {
    return this.#api.call({
      method: 'POST',
      path: '/v3.0/oa/quota/message',
      body: { user_id: userId },
      shape: QUOTA,
    });
  }

  /** The latest lines of a conversation, ten at most, the newest first. */
  getConversation(userId: string, offset = 0): Promise<readonly SaidLine[]> {
    return this.#api.call({
      method: 'GET',
      path: '/v2.0/oa/conversation',
      query: { user_id: userId, offset, count: CONVERSATION_PAGE },
      shape: SAID,
    });
  }

  async sendTemplateByUid(
    userId: string,
    templateId: string,
    values: TemplateValues,
  ): Promise<Taken> {
    const body = { user_id: userId, template_id: templateId, template_data: values };
    const path = '/v3.0/oa/message/template';
    return takenOf(await this.#api.call({ method: 'POST', path, body, shape: SENT }));
  }

  /**
   * @param phone - `84…`.
   * @param trackingId - At most 48 characters, never used before.
   */
  async sendTemplateByPhone(
    phone: string,
    templateId: string,
    values: TemplateValues,
    trackingId: string,
  ): Promise<Taken> {
    const body = {
      phone,
      template_id: templateId,
      template_data: values,
      tracking_id: trackingId,
    };
    const path = '/message/template';
    return takenOf(
      await this.#api.call({ host: 'business', method: 'POST', path, body, shape: SENT }),
    );
  }

  getTemplate(templateId: string): Promise<z.infer<typeof TEMPLATE>> {
    return this.#api.call({
      host: 'business',
      method: 'GET',
      path: '/template/info/v2',
      query: { template_id: templateId },
      shape: TEMPLATE,
    });
  }

  async #send(userId: string, message: object): Promise<Taken> {
    const body = { ...to(userId), message };
    return takenOf(await this.#api.call({ method: 'POST', path: CS, body, shape: SENT }));
  }

  #upload<Shape extends z.ZodType>(
    kind: 'image' | 'file',
    { name, mediaType, bytes }: Upload,
    shape: Shape,
  ): Promise<z.infer<Shape>> {
    const body = new FormData();
    body.append('file', new Blob([Buffer.from(bytes)], { type: mediaType }), name);
    return this.#api.call({ method: 'POST', path: `/v2.0/oa/upload/${kind}`, body, shape });
  }

  async #tag(verb: string, userId: string, tag: string): Promise<void> {
    await this.#api.call({
      method: 'POST',
      path: `/v2.0/oa/tag/${verb}`,
      body: { user_id: userId, tag_name: tag },
      shape: z.unknown(),
    });
  }
}

/** So many lines Zalo hands out at once. */
export const CONVERSATION_PAGE = 10;

/** A file on its way to Zalo. */
export interface Upload {
  /** ASCII only. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}
