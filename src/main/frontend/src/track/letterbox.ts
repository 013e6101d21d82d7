export interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where a picture lies in a box that shows all of it, centred and undistorted (CSS `object-fit: contain`). */
export function contentRect(boxWidth: number, boxHeight: number, pictureWidth: number, pictureHeight: number): Rect {
  if (!(boxWidth > 0 && boxHeight > 0 && pictureWidth > 0 && pictureHeight > 0)) return { left: 0, top: 0, width: 0, height: 0 };
  const scale = Math.min(boxWidth / pictureWidth, boxHeight / pictureHeight);
  const width = pictureWidth * scale;
  const height = pictureHeight * scale;
  return { left: (boxWidth - width) / 2, top: (boxHeight - height) / 2, width, height };
}

/** A box in fractions of the picture, in the units of the rectangle the picture lies in. */
export function place(rect: Rect, box: { x: number; y: number; w: number; h: number }): Rect {
  return { left: rect.left + box.x * rect.width, top: rect.top + box.y * rect.height, width: box.w * rect.width, height: box.h * rect.height };
}
