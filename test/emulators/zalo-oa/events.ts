import type { Courier } from '../wire/courier.ts';
import type { Member, Said } from './chats.ts';
import { textOf } from './fields.ts';
import type { ZaloOaSettings } from './settings.ts';
import { signatureOf } from './signature.ts';

/** One attachment of a message in an event. */
export interface Attached {
  readonly type: string;
  readonly payload: object;
}

/** Writes events in Zalo's words and hands them to the courier. Key order is that of the documented examples. */
export class EventDesk {
  readonly #settings: ZaloOaSettings;
  readonly #courier: Courier;
  readonly #now: () => Date;
  #lastMs = 0;

  constructor(settings: ZaloOaSettings, courier: Courier, now: () => Date) {
    this.#settings = settings;
    this.#courier = courier;
    this.#now = now;
  }

  /** Something that a person sent to the OA. */
  sent(from: Member, name: string, said: Said, attachments: readonly Attached[] = []): void {
    const quote = said.quotes === undefined ? {} : { quote_msg_id: said.quotes };
    const text = said.words === '' ? {} : { text: said.words };
    const attached = attachments.length === 0 ? {} : { attachments };
    const isInside = this.#settings.attachments === 'inside';
    this.#fromUser(from, name, {
      message: { ...text, msg_id: said.id, ...quote, ...(isInside ? attached : {}) },
      ...(isInside ? {} : attached),
    });
  }

  submitted(from: Member, info: object): void {
    this.#fromUser(from, 'user_submit_info', { info });
  }

  reacted(from: Member, messageId: string, icon: string): void {
    this.#fromUser(from, 'user_reacted_message', {
      message: { msg_id: messageId, react_icon: icon },
    });
  }

  /** @param name - `follow` or `unfollow`. */
  following(member: Member, name: 'follow' | 'unfollow'): void {
    const { appId, oaId } = this.#settings;
    this.raw(member.id, {
      app_id: appId,
      follower: { id: member.id },
      user_id_by_app: member.idByApp,
      oa_id: oaId,
      event_name: name,
      ...(name === 'follow' ? { source: 'oa_profile' } : {}),
    });
  }

  clickedChat(member: Member): void {
    const { appId, oaId } = this.#settings;
    this.raw(member.id, {
      app_id: appId,
      oa_id: oaId,
      user_id: member.id,
      user_id_by_app: member.idByApp,
      event_name: 'user_click_chatnow',
    });
  }

  /** Something that the OA said, told back to it. */
  echo(to: Member, name: string, said: Said, adminId?: string): void {
    this.#fromOa(to, name, { message: { text: said.words, msg_id: said.id } }, adminId);
  }

  received(by: Member, messageId: string): void {
    this.#fromOa(by, 'user_received_message', { message: { msg_id: messageId } });
  }

  seen(by: Member, messageIds: readonly string[]): void {
    this.#fromOa(by, 'user_seen_message', { message: { msg_ids: messageIds } });
  }

  /** A template that went by phone arrived. */
  templateArrived(phone: string, messageId: string, trackingId: string): void {
    const { appId, oaId } = this.#settings;
    const message = {
      delivery_time: String(this.#stamp()),
      msg_id: messageId,
      tracking_id: trackingId,
    };
    this.raw(
      phone,
      {
        app_id: appId,
        sender: { id: oaId },
        recipient: { id: phone },
        event_name: 'user_received_message',
        message,
      },
      { 'X-ZEvent-Server': 'ZNS' },
    );
  }

  /** Any event, signed; the time is added. */
  raw(
    lane: string,
    body: Readonly<Record<string, unknown>>,
    headers: Readonly<Record<string, string>> = {},
  ): void {
    const timestamp = String(this.#stamp());
    const text = JSON.stringify({ ...body, timestamp });
    const { signatureId, appId, oaId, webhookSecret } = this.#settings;
    const signature = signatureOf({
      id: signatureId === 'app_id' ? appId : oaId,
      body: text,
      timestamp,
      secret: webhookSecret,
    });
    this.#courier.send({
      lane,
      name: textOf(body['event_name']),
      body: text,
      headers: (attempt) => ({
        'X-ZEvent-Signature': signature,
        ...headers,
        ...(attempt === 0 ? {} : { num_retry: String(attempt) }),
      }),
    });
  }

  #fromUser({ id, idByApp }: Member, name: string, rest: object): void {
    const { appId, oaId } = this.#settings;
    this.raw(id, {
      app_id: appId,
      sender: { id },
      user_id_by_app: idByApp,
      recipient: { id: oaId },
      event_name: name,
      ...rest,
    });
  }

  #fromOa({ id, idByApp }: Member, name: string, rest: object, adminId?: string): void {
    const { appId, oaId } = this.#settings;
    this.raw(id, {
      app_id: appId,
      sender: { id: oaId, ...(adminId === undefined ? {} : { admin_id: adminId }) },
      user_id_by_app: idByApp,
      recipient: { id },
      event_name: name,
      ...rest,
    });
  }

  /** No two events of one OA happen in the same millisecond. */
  #stamp(): number {
    this.#lastMs = Math.max(this.#now().getTime(), this.#lastMs + 1);
    return this.#lastMs;
  }
}
