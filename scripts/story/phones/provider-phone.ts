import type { Narrator } from '../phone.ts';
import { ChatPhone } from './chat-phone.ts';

/** Whoever has an account at an emulated provider. */
interface Blocking {
  blocks(): void;
  unblocks(): void;
}

/** The phone of somebody at an emulated provider. */
export abstract class ProviderPhone<Person extends Blocking> extends ChatPhone {
  readonly person: Person;

  constructor(name: string, person: Person, narrate: Narrator) {
    super(name, narrate);
    this.person = person;
  }

  blocks(): void {
    this.person.blocks();
  }

  unblocks(): void {
    this.person.unblocks();
  }

  async looks(): Promise<void> {
    await this.look();
  }
}
