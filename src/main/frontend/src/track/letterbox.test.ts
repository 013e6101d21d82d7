import { describe, expect, it } from 'vitest';
import { contentRect, place } from './letterbox';

describe('the picture in its box', () => {
  it('fills a box of its own shape', () => {
    expect(contentRect(1600, 900, 1280, 720)).toEqual({ left: 0, top: 0, width: 1600, height: 900 });
  });
  it('leaves bars above and below in a tall box', () => {
    expect(contentRect(390, 844, 1280, 720)).toEqual({ left: 0, top: (844 - 219.375) / 2, width: 390, height: 219.375 });
  });
  it('leaves bars at the sides for a portrait video', () => {
    expect(contentRect(1600, 900, 720, 1280)).toEqual({ left: (1600 - 506.25) / 2, top: 0, width: 506.25, height: 900 });
  });
  it('is nothing while the size of the video is not known', () => {
    expect(contentRect(1600, 900, 0, 0).width).toBe(0);
  });
  it('takes a box along', () => {
    const rect = contentRect(1000, 1000, 1000, 500);
    expect(place(rect, { x: 0.1, y: 0.5, w: 0.2, h: 0.5 })).toEqual({ left: 100, top: 500, width: 200, height: 250 });
  });
});
