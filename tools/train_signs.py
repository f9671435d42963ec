#!/usr/bin/env python3
"""Trains the network of extractors/sign_reader.cc: which sign, if any, a group of ink in a line picture is.

usage: train_signs.py [--samples N] [--epochs N] [--tests N] [--seed N] [--out FILE] [--golden FILE]

Renders signs and their look-alikes in the fonts of FACES as a scanner would give them, trains a small convolutional network in
numpy, and writes its weights (int8) to extractors/templates/sign_network.tsv with the figures on faces that it never saw. The same
seed and packages give the same file. --golden also writes line pictures as text, for tests/extractors/sign_reader_test.cc.
Needs: tools/install_packages.sh signs. About three minutes of one core.
"""
import argparse
import base64
import hashlib
import io
import os
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np  # noqa: E402  after the number of threads
from PIL import Image, ImageFilter, ImageFont  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WEIGHTS = os.path.join(ROOT, "extractors", "templates", "sign_network.tsv")
FONTS = "/usr/share/fonts/"

# (file below FONTS, index in it). Faces of one design stay on one side.
TRAINED = [
    ("opentype/noto/NotoSansCJK-Regular.ttc", 2), ("opentype/noto/NotoSansCJK-Bold.ttc", 2),
    ("opentype/noto/NotoSansCJK-Light.ttc", 2), ("opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    ("opentype/noto/NotoSerifCJK-Bold.ttc", 2), ("opentype/noto/NotoSerifCJK-Light.ttc", 2),
    ("truetype/wqy/wqy-microhei.ttc", 0), ("truetype/arphic/uming.ttc", 0), ("truetype/arphic/ukai.ttc", 0),
    ("truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0), ("truetype/arphic-gkai00mp/gkai00mp.ttf", 0),
    ("truetype/arphic-bsmi00lp/bsmi00lp.ttf", 0), ("truetype/arphic-bkai00mp/bkai00mp.ttf", 0),
    ("truetype/cwtex/cwfs.ttf", 0), ("truetype/cwtex/cwheib.ttf", 0), ("truetype/cwtex/cwkai.ttf", 0),
    ("truetype/cwtex/cwming.ttf", 0), ("truetype/cwtex/cwyen.ttf", 0), ("truetype/babelstone/BabelStoneHan.ttf", 0),
    ("truetype/droid/DroidSansFallbackFull.ttf", 0), ("truetype/horai-umefont/ume-tmo3.ttf", 0),
    ("truetype/horai-umefont/ume-tgo4.ttf", 0), ("opentype/ipaexfont-mincho/ipaexm.ttf", 0),
    ("opentype/ipaexfont-gothic/ipaexg.ttf", 0), ("truetype/liberation2/LiberationSerif-Regular.ttf", 0),
    ("truetype/liberation2/LiberationSerif-Bold.ttf", 0), ("truetype/liberation2/LiberationSans-Regular.ttf", 0),
    ("truetype/liberation2/LiberationSans-Bold.ttf", 0), ("truetype/liberation2/LiberationMono-Regular.ttf", 0),
    ("truetype/dejavu/DejaVuSans.ttf", 0), ("truetype/dejavu/DejaVuSerif.ttf", 0), ("truetype/dejavu/DejaVuSansMono.ttf", 0),
    ("truetype/freefont/FreeSans.ttf", 0), ("truetype/freefont/FreeMonoBold.ttf", 0),
    ("opentype/urw-base35/C059-Roman.otf", 0), ("opentype/urw-base35/P052-Roman.otf", 0),
    ("opentype/urw-base35/URWGothic-Book.otf", 0),
]
HELD_OUT = [
    ("truetype/cns11643/TW-Sung-98_1.ttf", 0), ("truetype/cns11643/TW-Kai-98_1.ttf", 0), ("truetype/wqy/wqy-zenhei.ttc", 0),
    ("truetype/hanazono/HanaMinA.ttf", 0), ("truetype/bizud-mincho/BIZUDMincho-Regular.ttf", 0),
    ("truetype/bizud-gothic/BIZUDGothic-Regular.ttf", 0), ("opentype/linux-libertine/LinLibertine_R.otf", 0),
    ("truetype/freefont/FreeSerif.ttf", 0),
]

# class: what is drawn for it. The first SIGNS are what the reader may answer; the rest are what they are mistaken for.
CLASSES = [
    ("≥", "≥≥≧⩾"), ("≤", "≤≤≦⩽"), (">", ">＞"), ("<", "<＜"), ("=", "=＝"), ("±", "±"), ("~", "~～∼"), ("—", "—―"),
    ("-", "-－–−"), ("%", "%%％"), ("‰", "‰"), ("+", "+＋"), ("×", "×"), ("〔", "〔"), ("〕", "〕"), ("(", "(（"), (")", ")）"),
]
SIGNS = len(CLASSES)
CLASSES += [(c, c) for c in "二三一之258936017ZMVWXI/、十人入工土士不上,.八Y"]
CLASSES += [("other", "")]
OTHER = len(CLASSES) - 1
HAN = ("国年度项目绩效标产出质量时成本社会经济生态可持续影响满意服务对象完数率级指值及分月日元万个次家以内前后情况实际预算执行部门单位"
       "名称资金总额财政拨款其他主要任务计划设备采购验收合格培训人员保障机构管理提升改善效益长期有无优良中差定性达到超过不低于高等大小"
       "仁江汉仕什仨洲川州氵云元示亏丰王主玉兰关羊美差冬冬至")
PUNCTUATION = "。；：:;“”‘’《》「」【】[]{}?!？！·…＊*#&@①②③④⑤⑥⑦⑧⑨"
LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHJKLNOPQRSTU4"

SIZE = 24  # the network's picture
FIT = 22   # the longer side of a group in it
INK = 160  # darker is ink, as in sign_reader.cc
MASTER = 96  # pixels an em of what is rendered before it is scaled
MARGIN = 16  # of these, around it


class Face:
    """One font: characters as pictures of ink (255 = ink), all in a frame of 2 × 2 em."""

    def __init__(self, path, index):
        self.font = ImageFont.truetype(os.path.join(FONTS, path), MASTER, index=index)
        self.missing = {self.draw(c).tobytes() for c in "\U0010fffd\ufffe"}
        self.pictures = {}

    def draw(self, text):
        mask = Image.new("L", (2 * MASTER, 2 * MASTER), 0)
        core = self.font.getmask2(text, mode="L", anchor="ls")
        image = Image.frombytes("L", core[0].size, bytes(core[0]))
        mask.paste(image, (MASTER // 2 + core[1][0], MASTER * 3 // 2 + core[1][1]))
        return mask

    def picture(self, text):
        """None where the font lacks a character of `text`."""
        if text not in self.pictures:
            drawn = [self.draw(c) for c in text]
            bad = any(p.getbbox() is None or p.tobytes() in self.missing for p in drawn)
            self.pictures[text] = None if bad else self.draw(text) if len(text) > 1 else drawn[0]
        return self.pictures[text]


# --- a scanner ----------------------------------------------------------------------------------------------------------

LEVELS = {  # em in pixels, blur, noise, JPEG quality
    300: ((30, 52), (0.3, 0.7), (0, 3), (75, 95)),
    200: ((20, 36), (0.3, 1.0), (0, 8), (40, 85)),
    150: ((12, 26), (0.4, 1.1), (2, 14), (35, 60)),
}


def scanned(mask, em, level, rng):
    """Ink 255 in the frame of Face → a picture, 0 black … 255 white paper, in which an em has `em` pixels, and the frame's top."""
    _, blur, noise, quality = LEVELS[level]
    scale = em / MASTER
    left, top, right, bottom = mask.getbbox()
    origin = top - MARGIN
    mask = mask.crop((left - MARGIN, origin, right + MARGIN, bottom + MARGIN))
    weight = rng.random()
    if weight < 0.15:
        mask = mask.filter(ImageFilter.MaxFilter(3 if weight < 0.1 else 5))
    elif weight < 0.2:
        mask = mask.filter(ImageFilter.MinFilter(3))
    size = (max(4, round(mask.width * scale * rng.uniform(0.92, 1.08))), max(4, round(mask.height * scale)))
    shift = rng.uniform(0, 1 / scale, 2)
    image = mask.resize(size, Image.Resampling.BOX, box=(shift[0], shift[1], mask.width, mask.height))
    if rng.random() < 0.5:
        image = image.rotate(rng.normal(0, 0.8), Image.Resampling.BICUBIC)
    image = image.filter(ImageFilter.GaussianBlur(rng.uniform(*blur)))
    dark = rng.uniform(20, 110) if level != 300 else rng.uniform(20, 60)
    grey = 250 - np.asarray(image, np.float32) * ((250 - dark) / 255)
    grey += rng.normal(0, rng.uniform(*noise), grey.shape)
    kind = rng.random()
    if kind < 0.15 and level != 300 or kind < 0.05:  # black or white, then set straight
        grey = np.where(grey < rng.uniform(110, 185), 0, 255)
        if rng.random() < 0.7:
            bilevel = Image.fromarray(grey.astype(np.uint8))
            grey = np.asarray(bilevel.rotate(rng.normal(0, 0.6), Image.Resampling.BILINEAR, fillcolor=255), np.float32)
    elif kind < 0.8:
        file = io.BytesIO()
        Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(file, "JPEG", quality=int(rng.integers(*quality)))
        grey = np.asarray(Image.open(file), np.float32)
    # What the cleaner makes black and white.
    low, high = max(0, rng.uniform(-40, 10) + np.percentile(grey, 2)), rng.uniform(215, 245)
    low = min(low, 150)
    return np.clip((grey - low) * (255 / (high - low)), 0, 255), -origin * scale


def ink_box(grey):
    ink = grey < INK
    rows, columns = np.flatnonzero(ink.any(1)), np.flatnonzero(ink.any(0))
    if rows.size == 0:
        return None
    return columns[0], rows[0], columns[-1] + 1, rows[-1] + 1


def one_group(grey, rng):
    """The box of one of the groups that stand side by side."""
    columns = (grey < INK).any(0)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], columns.astype(np.int8), [0]))))
    if edges.size == 0:
        return None
    pick = 2 * rng.integers(edges.size // 2)
    x0, x1 = edges[pick], edges[pick + 1]
    rows = np.flatnonzero((grey[:, x0:x1] < INK).any(1))
    return x0, rows[0], x1, rows[-1] + 1


# --- as extractors/sign_reader.cc does it -------------------------------------------------------------------------------


def coverage(source, target):
    """target × source: how much of each source pixel falls into each target pixel, rows summing to 1."""
    edges = np.linspace(0, source, target + 1)
    cells = np.arange(source)
    over = np.minimum(edges[1:, None], cells + 1) - np.maximum(edges[:-1, None], cells)
    over = np.clip(over, 0, None)
    return (over / over.sum(1, keepdims=True)).astype(np.float32)


def normalized(grey, box, line_top, line_height):
    """The network's picture (SIZE × SIZE, ink 1) and measures of a group in a line."""
    x0, top, x1, bottom = box
    ink = (255 - grey[top:bottom, x0:x1]) / 255
    height, width = ink.shape
    longer = max(width, height)
    rows, columns = max(1, (FIT * height + longer // 2) // longer), max(1, (FIT * width + longer // 2) // longer)
    small = coverage(height, rows) @ ink @ coverage(width, columns).T
    small = small / max(0.2, small.max())
    picture = np.zeros((SIZE, SIZE), np.float32)
    y, x = (SIZE - rows) // 2, (SIZE - columns) // 2
    picture[y:y + rows, x:x + columns] = small
    middle = ((top + bottom) / 2 - line_top) / line_height - 0.5
    measures = [width / line_height, height / line_height, 2 * middle, np.log(width / height) / 2, small.mean()]
    return picture, np.clip(measures, -2, 2).astype(np.float32)


# --- samples ------------------------------------------------------------------------------------------------------------


def text_for(label, rng):
    if label != OTHER:
        drawn = CLASSES[label][1]
        return drawn[rng.integers(len(drawn))]
    kind = rng.random()
    if kind < 0.6:
        return HAN[rng.integers(len(HAN))]
    if kind < 0.72:
        return PUNCTUATION[rng.integers(len(PUNCTUATION))]
    if kind < 0.84:
        return LATIN[rng.integers(len(LATIN))]
    pair = "0123456789≥%=>."
    return pair[rng.integers(len(pair))] + pair[rng.integers(10)]  # signs and digits that touch


def line_extent(face, box, frame_top, em, rng):
    """Top and height of the line picture around a group: with figures, with characters or alone (see CropOf)."""
    top, bottom = box[1], box[3]
    for text in [(), ("0",), ("国",), ("国", "（")][rng.integers(4)]:
        beside = face.picture(text)
        extent = beside.getbbox() if beside else (0, MASTER * 0.75, 0, MASTER * 1.5)
        top = min(top, frame_top + extent[1] * em / MASTER)
        bottom = max(bottom, frame_top + extent[3] * em / MASTER)
    writing = em * rng.uniform(0.8, 1.0)
    height = max(bottom - top, 0.8 * writing)
    margin = max(3, round(0.2 * writing))
    return (top + bottom) / 2 - height / 2 - margin, height + 2 * margin


def sample(face, label, level, rng):
    """picture, measures; None where the font lacks the character or nothing is left of it."""
    text = text_for(label, rng)
    mask = face.picture(text)
    if mask is None:
        return None
    em = rng.uniform(*LEVELS[level][0])
    grey, frame_top = scanned(mask, em, level, rng)
    box = one_group(grey, rng) if label == OTHER and len(text) == 1 else ink_box(grey)
    if box is None or max(box[2] - box[0], box[3] - box[1]) < 3:
        return None
    top, height = line_extent(face, box, frame_top, em, rng)
    return normalized(grey, box, top, height)


def samples(faces, count, levels, rng):
    weights = np.array([1.0] * SIGNS + [0.6] * (OTHER - SIGNS) + [8.0])
    weights[0:2] = weights[4] = weights[9] = 1.6  # the usual signs
    chances = weights / weights.sum()
    pictures, measures, labels = [], [], []
    while len(labels) < count:
        label = int(rng.choice(len(CLASSES), p=chances))
        got = sample(faces[rng.integers(len(faces))], label, levels[rng.integers(len(levels))], rng)
        if got is not None:
            pictures.append(got[0])
            measures.append(got[1])
            labels.append(label)
    return np.array(pictures, np.float32), np.array(measures, np.float32), np.array(labels)


# --- network: 24×24 → conv 5×5 step 2 → conv 4×4 step 2 → with the measures → hidden → classes --------------------------


class Network:
    CHANNELS, MAPS, HIDDEN = 12, 32, 64
    NAMES = ["conv1", "conv2", "hidden", "answer"]

    def __init__(self, rng):
        shapes = [(self.CHANNELS, 25), (self.MAPS, 16 * self.CHANNELS), (self.HIDDEN, 16 * self.MAPS + 5),
                  (len(CLASSES), self.HIDDEN)]
        self.weights = [rng.normal(0, np.sqrt(2 / s[1]), s).astype(np.float32) for s in shapes]
        self.biases = [np.zeros(s[0], np.float32) for s in shapes]

    @staticmethod
    def patches(maps, size):
        """n × y × x × channels → n × (places) × (size × size × channels), step 2."""
        view = np.lib.stride_tricks.sliding_window_view(maps, (size, size), (1, 2))[:, ::2, ::2]
        n, rows, columns = view.shape[:3]
        return np.ascontiguousarray(view.transpose(0, 1, 2, 4, 5, 3)).reshape(n, rows * columns, -1)

    def forward(self, pictures, measures):
        p1 = self.patches(pictures[..., None], 5)
        a1 = np.maximum(p1 @ self.weights[0].T + self.biases[0], 0)
        p2 = self.patches(a1.reshape(-1, 10, 10, self.CHANNELS), 4)
        a2 = np.maximum(p2 @ self.weights[1].T + self.biases[1], 0)
        flat = np.concatenate((a2.reshape(len(a2), -1), measures), 1)
        hidden = np.maximum(flat @ self.weights[2].T + self.biases[2], 0)
        scores = hidden @ self.weights[3].T + self.biases[3]
        return p1, a1, p2, a2, flat, hidden, scores

    def chances(self, pictures, measures):
        out = []
        for start in range(0, len(pictures), 1024):
            scores = self.forward(pictures[start:start + 1024], measures[start:start + 1024])[-1]
            scores = np.exp(scores - scores.max(1, keepdims=True))
            out.append(scores / scores.sum(1, keepdims=True))
        return np.concatenate(out)

    def gradients(self, pictures, measures, labels, rng):
        p1, a1, p2, a2, flat, hidden, scores = self.forward(pictures, measures)
        keep = (rng.random(hidden.shape) > 0.2).astype(np.float32) / 0.8
        dropped = hidden * keep
        scores = dropped @ self.weights[3].T + self.biases[3]
        scores = np.exp(scores - scores.max(1, keepdims=True))
        delta = scores / scores.sum(1, keepdims=True)
        loss = -np.log(np.maximum(delta[np.arange(len(labels)), labels], 1e-9)).mean()
        delta[np.arange(len(labels)), labels] -= 1
        delta /= len(labels)
        grads = [None] * 4
        grads[3] = (delta.T @ dropped, delta.sum(0))
        delta = (delta @ self.weights[3]) * keep * (hidden > 0)
        grads[2] = (delta.T @ flat, delta.sum(0))
        delta = (delta @ self.weights[2])[:, :16 * self.MAPS].reshape(a2.shape) * (a2 > 0)
        flat_delta = delta.reshape(-1, self.MAPS)
        grads[1] = (flat_delta.T @ p2.reshape(-1, p2.shape[2]), flat_delta.sum(0))
        back = (delta @ self.weights[1]).reshape(-1, 4, 4, 4, 4, self.CHANNELS)
        maps = np.zeros((len(labels), 10, 10, self.CHANNELS), np.float32)
        for y in range(4):
            for x in range(4):
                maps[:, y:y + 7:2, x:x + 7:2] += back[:, :, :, y, x]
        delta = (maps.reshape(a1.shape) * (a1 > 0)).reshape(-1, self.CHANNELS)
        grads[0] = (delta.T @ p1.reshape(-1, 25), delta.sum(0))
        return loss, grads

    def train(self, data, epochs, rng):
        pictures, measures, labels = data
        values = self.weights + self.biases
        first, second, step = [np.zeros_like(v) for v in values], [np.zeros_like(v) for v in values], 0
        total = epochs * (len(labels) // 128)
        for epoch in range(epochs):
            order, losses = rng.permutation(len(labels)), []
            for start in range(0, len(labels) - 127, 128):
                pick = order[start:start + 128]
                loss, grads = self.gradients(pictures[pick], measures[pick], labels[pick], rng)
                losses.append(loss)
                step += 1
                rate = 2e-3 * (1 - step / (total + 1)) + 1e-5
                for i, grad in enumerate([g[0] for g in grads] + [g[1] for g in grads]):
                    first[i] += 0.1 * (grad - first[i])
                    second[i] += 0.001 * (grad * grad - second[i])
                    values[i] -= rate * (first[i] / (1 - 0.9**step) / (np.sqrt(second[i] / (1 - 0.999**step)) + 1e-8)
                                         + (1e-4 * values[i] if i < 4 else 0))
            print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}", file=sys.stderr)

    def quantized(self):
        """Rounds the weights to 8 bits as they will be stored; returns [(scale, int8 weights)]."""
        stored = []
        for i, weights in enumerate(self.weights):
            scale = float(f"{np.abs(weights).max() / 127:.6g}")
            whole = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
            self.weights[i] = whole.astype(np.float32) * np.float32(scale)
            self.biases[i] = np.array([float(f"{b:.5g}") for b in self.biases[i]], np.float32)
            stored.append((scale, whole))
        return stored


# --- figures and files --------------------------------------------------------------------------------------------------


def figures(network, data):
    """(share of signs read right, of them those at ≥ 0.9, of what is no sign the share called a sign at ≥ 0.9)"""
    chances = network.chances(data[0], data[1])
    best, sure, labels = chances.argmax(1), chances.max(1), data[2]
    signs = labels < SIGNS
    right = best[signs] == labels[signs]
    false = (best[~signs] < SIGNS) & (sure[~signs] >= 0.9)
    wrong = (best[signs] != labels[signs]) & (best[signs] < SIGNS) & (sure[signs] >= 0.9)
    return right.mean(), (right & (sure[signs] >= 0.9)).mean(), false.mean(), wrong.mean()


def confusions(network, data):
    chances = network.chances(data[0], data[1])
    best, labels = chances.argmax(1), data[2]
    pairs = {}
    for label, got in zip(labels, best):
        if label != got and (label < SIGNS or got < SIGNS):
            key = CLASSES[label][0] + "→" + CLASSES[got][0]
            pairs[key] = pairs.get(key, 0) + 1
    return " ".join(f"{k} {n}" for k, n in sorted(pairs.items(), key=lambda p: -p[1])[:30])


def write_weights(path, network, stored, notes):
    lines = ["# sign_network.tsv: weights of the network that tells signs from their look-alikes.  Used by: sign_network.cc",
             "# Made by tools/train_signs.py; not for editing. weights: int8, base64, row by row, times scale. sha256: of weights.",
             *["# " + note for note in notes], "id\trows\tcolumns\tscale\tbiases\tweights\tsha256\tsource"]
    for name, (scale, whole), biases in zip(Network.NAMES, stored, network.biases):
        text = base64.b64encode(whole.tobytes()).decode()
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        numbers = ",".join(f"{b:.5g}" for b in biases)
        lines.append(f"{name}\t{whole.shape[0]}\t{whole.shape[1]}\t{scale:.6g}\t{numbers}\t{text}\t{digest}\ttrain_signs.py")
    lines.append("classes\t1\t%d\t1\t\t%s\t-\ttrain_signs.py" % (len(CLASSES), " ".join(c[0] for c in CLASSES)))
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def write_golden(path, rng):
    """Line pictures of signs with a figure beside them in faces that were not trained: 16 greys, a hex digit a pixel."""
    lines = ["# Made by tools/train_signs.py --golden; not for editing. Per picture: what is printed, width, height, then its rows,",
             "# a digit a pixel, 0 black … f white."]
    for number, text in enumerate(["≥95%", "≤5", "=3", "±2", "90%", "二级", "三年", "10-20", "8~9", ">2", "<7"]):
        face = Face(*HELD_OUT[[0, 2, 3][number % 3]])
        parts = [face.picture(c) for c in text]
        em = 24
        line = np.full((2 * em + 2 * em, em * (len(text) + 1)), 255.0)
        x = em // 4
        for part in parts:
            grey, frame_top = scanned(part, em, 300, rng)
            y = em + round(-frame_top)
            grey = grey[:, 3:-3]
            line[y:y + grey.shape[0], x:x + grey.shape[1]] = np.minimum(line[y:y + grey.shape[0], x:x + grey.shape[1]], grey)
            x += grey.shape[1]
        line = line[:, :x + em // 4]
        box = ink_box(line)
        line = line[max(0, box[1] - 5):box[3] + 5]
        lines.append(f"{text} {line.shape[1]} {line.shape[0]}")
        lines += ["".join(f"{int(v) // 16:x}" for v in row) for row in line]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--samples", type=int, default=40000)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--tests", type=int, default=1500, help="samples for each figure")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--out", default=WEIGHTS)
    parser.add_argument("--golden")
    options = parser.parse_args()
    if options.golden:
        write_golden(options.golden, np.random.default_rng(options.seed))
        return
    rng = np.random.default_rng(options.seed)
    trained, unseen = [[Face(*f) for f in faces] for faces in (TRAINED, HELD_OUT)]
    start = time.process_time()
    data = samples(trained, options.samples, list(LEVELS), rng)
    print(f"{len(data[2])} samples: {time.process_time() - start:.0f} s", file=sys.stderr)
    network = Network(rng)
    network.train(data, options.epochs, rng)
    print(f"trained: {time.process_time() - start:.0f} s", file=sys.stderr)
    stored = network.quantized()
    notes = [f"seed {options.seed}, {options.samples} samples, {options.epochs} epochs, {len(TRAINED)} faces; "
             f"{len(HELD_OUT)} faces held out",
             "signs read right · right and sure (≥ 0.9) · look-alikes called a sign (≥ 0.9) · signs called another sign (≥ 0.9)"]
    for level in LEVELS:
        for name, faces in (("known", trained), ("unseen", unseen)):
            data = samples(faces, options.tests, [level], rng)
            notes.append(f"{level} dpi, {name} faces: " + " · ".join(f"{100 * f:.1f}%" for f in figures(network, data)))
            print(notes[-1], confusions(network, data) if name == "unseen" else "", file=sys.stderr)
    write_weights(options.out, network, stored, notes)


if __name__ == "__main__":
    main()
