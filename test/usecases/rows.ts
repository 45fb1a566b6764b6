import mongoose from 'mongoose';

type Rows = mongoose.mongo.Db;

/** Works on the rows themselves, for what no method of the store does: absences, and looking everywhere. */
export async function withRows<Result>(
  uri: string,
  work: (rows: Rows) => Promise<Result>,
): Promise<Result> {
  const connection = await mongoose.createConnection(uri).asPromise();
  try {
    if (connection.db === undefined) throw new Error('the connection has no database');
    return await work(connection.db);
  } finally {
    await connection.close();
  }
}

/** Changes fields of one cadre. */
export const changeCadre = (
  uri: string,
  cadreId: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<unknown> =>
  withRows(uri, (rows) =>
    rows.collection<{ _id: string }>('cadres').updateOne({ _id: cadreId }, { $set: fields }),
  );

/** Gives a person one more chat, as linking does. */
export const linkChat = (uri: string, personId: string, chatKey: string): Promise<unknown> =>
  withRows(uri, (rows) =>
    rows
      .collection<{ _id: string; chatKeys: string[] }>('people')
      .updateOne({ _id: personId }, { $push: { chatKeys: chatKey } }),
  );

/** Writes a row of a landmark as no method of the store would. */
export const changeLandmark = (
  uri: string,
  rowId: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<unknown> =>
  withRows(uri, (rows) =>
    rows
      .collection<{ _id: string }>('landmarks')
      .updateOne({ _id: rowId }, { $set: { ...fields, isActive: true } }, { upsert: true }),
  );

/** Everything that lies in the database, as text. */
export const everythingIn = (uri: string): Promise<string> =>
  withRows(uri, async (rows) => {
    const collections = await rows.collections();
    const contents = await Promise.all(collections.map((each) => each.find().toArray()));
    return JSON.stringify(contents);
  });
