"""Cuts the lecturer out of NASA's portrait: python cutout.py astronaut.png lecturer.png

Needs numpy and opencv-python-headless. Not part of the build; README.md says where astronaut.png comes from.
"""

import sys

import cv2
import numpy as np

SOURCE, TARGET = sys.argv[1:3]
SCALE = 0.7

portrait = cv2.imread(SOURCE)
HEIGHT, WIDTH = portrait.shape[:2]
columns, rows = np.meshgrid(np.arange(WIDTH, dtype=np.float32), np.arange(HEIGHT, dtype=np.float32))


def disc(size):
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))


def blur(picture, sigma):
    return cv2.GaussianBlur(picture.astype(np.float32), (0, 0), sigma)


def blur_within(picture, weights, sigma):
    """Blurs, looking only at the pixels with weight."""
    return blur(picture * weights[..., None], sigma) / (blur(weights, sigma) + 1e-5)[..., None]


def polygon(*points):
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.fillPoly(mask, [np.array(points, np.int32)], 255)
    return mask


def ellipse(centre, axes):
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.ellipse(mask, centre, axes, 0, 0, 360, 255, -1)
    return mask


# 1. The silhouette, drawn by hand without the helmet, made exact by GrabCut.
drawn = polygon(
    (150, 100), (152, 70), (175, 40), (195, 22), (225, 14), (262, 20), (290, 45), (302, 80), (298, 110), (284, 130),
    (272, 138), (262, 160), (256, 176), (285, 190), (303, 215), (305, 235), (330, 250), (347, 275), (358, 310),
    (364, 345), (366, 380), (300, 400), (280, 440), (275, 512), (20, 512), (14, 430), (20, 380), (30, 300), (42, 270),
    (62, 240), (108, 208), (114, 185), (135, 160), (170, 148), (190, 150), (180, 135), (176, 124), (160, 118),
)
labels = np.full((HEIGHT, WIDTH), cv2.GC_BGD, np.uint8)
labels[cv2.dilate(drawn, disc(9)) > 0] = cv2.GC_PR_BGD
labels[drawn > 0] = cv2.GC_PR_FGD
labels[cv2.erode(drawn, disc(21)) > 0] = cv2.GC_FGD
labels[ellipse((388, 440), (112, 98)) > 0] = cv2.GC_BGD
cv2.grabCut(portrait, labels, None, np.zeros((1, 65)), np.zeros((1, 65)), 8, cv2.GC_INIT_WITH_MASK)
body = np.isin(labels, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8) * 255


# 2. Mission patch, name tag and flag off: the cloth's light and shade from around, its grain from an offset.
def plain(picture, mask, grain_from):
    cloth = picture[..., 2] - picture[..., 0] > 70
    usable = cv2.erode(body, np.ones((7, 7))) > 0
    valid = (usable & (cv2.dilate(mask, np.ones((5, 5))) == 0) & cloth).astype(np.float32)
    grain = np.clip((picture - blur_within(picture, valid, 6)) * valid[..., None], -40, 40)
    grain = np.roll(grain, (-grain_from[1], -grain_from[0]), (0, 1))
    weight = blur(mask / 255, 2)[..., None]
    return picture * (1 - weight) + (blur_within(picture, valid, 16) + grain) * weight


figure = portrait.astype(np.float32)
figure = plain(figure, ellipse((172, 386), (44, 45)), (-88, 10))
figure = plain(figure, polygon((270, 332), (334, 340), (332, 384), (270, 380)), (500, 0))
figure = plain(figure, polygon((14, 326), (56, 326), (54, 392), (14, 392)), (5, 65))

# 3. The arm that the helmet hides is the other arm, mirrored; the seam follows the white strap.
AXIS = 388
mirrored = cv2.remap(figure, AXIS - columns, rows, cv2.INTER_LINEAR)
mirrored_body = cv2.remap(body, AXIS - columns, rows, cv2.INTER_LINEAR)
seam = np.interp(rows, [335, 385, 400, 512], [284, 282, 270, 272])
weight = np.clip((columns - seam) / 6, 0, 1) * np.clip((rows - 330) / 30, 0, 1)
figure = figure * (1 - weight[..., None]) + mirrored * weight[..., None]
body = body * (1 - weight) + mirrored_body * weight

# 4. A smooth, feathered outline, whose colours come from inside so that no old background shines through.
solid = (body > 127).astype(np.uint8) * 255
solid = cv2.morphologyEx(cv2.morphologyEx(solid, cv2.MORPH_CLOSE, disc(7)), cv2.MORPH_OPEN, disc(7))
solid = (blur(solid, 2.5) > 140).astype(np.uint8) * 255
core = (cv2.erode(solid, disc(7)) > 0).astype(np.float32)
weight = blur(1 - core, 1.2)[..., None]
figure = figure * (1 - weight) + blur_within(figure, core, 3) * weight
alpha = blur(solid, 1.1)
alpha[alpha < 3] = 0

# 5. Crop, and shrink with the colours weighted by their opacity.
figure, alpha = figure[8:500, 10:380], alpha[8:500, 10:380, None]
weighted = np.dstack([np.clip(figure, 0, 255) * alpha / 255, alpha])
small = cv2.resize(weighted, None, fx=SCALE, fy=SCALE, interpolation=cv2.INTER_AREA)
opacity = small[..., 3:]
colours = np.where(opacity > 0, small[..., :3] * 255 / np.maximum(opacity, 1), 0)
result = np.clip(np.dstack([colours, opacity]), 0, 255).round().astype(np.uint8)
cv2.imwrite(TARGET, result, [cv2.IMWRITE_PNG_COMPRESSION, 9])
