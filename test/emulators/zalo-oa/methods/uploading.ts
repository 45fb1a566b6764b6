import type { Method, Methods } from './method.ts';

const image: Method = ({ uploads }, asked) => ({
  attachment_id: uploads.keep('image', asked.uploads.get('file')).id,
});

const gif: Method = ({ uploads }, asked) => ({
  attachment_id: uploads.keep('gif', asked.uploads.get('file')).id,
});

const file: Method = ({ uploads }, asked) => ({
  token: uploads.keep('file', asked.uploads.get('file')).id,
});

/** Calls that bring a file. */
export const UPLOAD_METHODS: Methods = {
  'POST /v2.0/oa/upload/image': image,
  'POST /v2.0/oa/upload/gif': gif,
  'POST /v2.0/oa/upload/file': file,
};
