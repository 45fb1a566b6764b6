const IMAGES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];
const SOUNDS = [
  'audio/ogg',
  'audio/ogg; codecs=opus',
  'audio/mpeg',
  'audio/mp4',
  'audio/x-m4a',
  'audio/aac',
  'audio/webm',
];
const FILMS = ['video/mp4', 'video/webm', 'video/quicktime'];

/** How a page shows a stored file: in place, played, or as a link that saves it. */
export type Display = 'image' | 'sound' | 'film' | 'link';

/** How a file of this type is shown; whatever a browser might run or cannot show is a link. */
export function displayOf(mediaType: string): Display {
  if (IMAGES.includes(mediaType)) return 'image';
  if (SOUNDS.includes(mediaType)) return 'sound';
  return FILMS.includes(mediaType) ? 'film' : 'link';
}
