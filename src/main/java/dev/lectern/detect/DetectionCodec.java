package dev.lectern.detect;

import dev.lectern.job.Provider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Detections as bytes, for storing and sending: {@code LDET}, a version, the number of frames, and for each frame the time since
 * the frame before, the number of persons, the 18 bytes of its view, and 34 bytes for each person; at the end a CRC-32 of everything
 * before it. Numbers are varints (seven bits a byte, lowest first); a person is x, y, w, h and score, each as two bytes, highest
 * first, in steps of 1/65,535, and the three longs of the appearance. Whatever is to be stored in addition makes a new version.
 *
 * <p>Version 3 is for pictures that were looked at twice: after the number of persons it has that of the second looks. Whatever was
 * looked at once is written as version 2, so that its bytes are what they always were. Version 4 is for recordings of which not every
 * picture was looked at: that number is 0 for those that were not, and one more for all others. Version 1, without views and
 * appearances, is still read.
 *
 * <p>Version 5 is for what other hardware than the processor found: the {@linkplain Provider#code() number} of that and another
 * version follow, and then what that version says. What the processor finds has the bytes that it always had.
 */
public final class DetectionCodec {

    private static final byte[] MAGIC = {'L', 'D', 'E', 'T'};
    private static final int VERSION = 2;
    private static final int TWICE = 3;
    private static final int SPARING = 4;
    private static final int ELSEWHERE = 5;
    private static final int BOXES_ONLY = 1;
    private static final int MOST_LOOKS = 1 << 16;
    private static final int BOX_BYTES = 5 * Short.BYTES;
    private static final int PERSON_BYTES = BOX_BYTES + Appearance.BYTES;
    private static final int CHECKSUM_BYTES = Integer.BYTES;

    private DetectionCodec() {}

    /**
     * @param frames in order of time, all found by the same hardware
     * @return bytes from which {@link #decode} makes the same frames again; boxes that are not whole steps are rounded
     */
    public static byte[] encode(List<FrameDetections> frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        Provider provider = provider(frames);
        if (provider != Provider.CPU) {
            out.write(ELSEWHERE);
            out.write(provider.code());
        }
        boolean twice = frames.stream().anyMatch(frame -> frame.secondLooks() > 0);
        boolean sparing = frames.stream().anyMatch(frame -> !frame.looked());
        out.write(sparing ? SPARING : twice ? TWICE : VERSION);
        varint(out, frames.size());
        long before = 0;
        for (FrameDetections frame : frames) {
            if (frame.tMs() < before) {
                throw new IllegalArgumentException("the frame at " + frame.tMs() + " ms comes after " + before + " ms");
            }
            varint(out, frame.tMs() - before);
            before = frame.tMs();
            varint(out, frame.persons().size());
            if (sparing) {
                varint(out, frame.looked() ? frame.secondLooks() + 1 : 0);
            } else if (twice) {
                varint(out, frame.secondLooks());
            }
            out.writeBytes(frame.view().bytes());
            frame.persons().forEach(person -> person(out, person));
        }
        byte[] body = out.toByteArray();
        return ByteBuffer.allocate(body.length + CHECKSUM_BYTES)
                .put(body)
                .putInt(checksum(body, body.length))
                .array();
    }

    /**
     * @throws IOException with a sentence, if the bytes are not detections, are damaged, or are of a newer version
     */
    public static List<FrameDetections> decode(byte[] bytes) throws IOException {
        ByteBuffer in = checked(bytes);
        int version = in.get();
        Provider provider = Provider.CPU;
        if (version == ELSEWHERE) {
            provider = Provider.ofCode(next(in))
                    .orElseThrow(() -> new IOException(
                            "The detections are of hardware" + " that this version of Lectern does not know."));
            version = next(in);
        }
        boolean looks = version != BOXES_ONLY;
        boolean sparing = version == SPARING;
        boolean counted = sparing || version == TWICE;
        long count = varint(in);
        List<FrameDetections> frames = new ArrayList<>();
        long tMs = 0;
        for (long i = 0; i < count; i++) {
            tMs += varint(in);
            long persons = varint(in);
            long looked = counted ? varint(in) : 0;
            long secondLooks = sparing ? Math.max(0, looked - 1) : looked;
            int viewBytes = looks ? View.CELLS : 0;
            int personBytes = looks ? PERSON_BYTES : BOX_BYTES;
            if (tMs < 0
                    || secondLooks > MOST_LOOKS
                    || in.remaining() < viewBytes
                    || persons > (in.remaining() - viewBytes) / personBytes) {
                throw new IOException("The detections are damaged: a frame says more than there is.");
            }
            View view = looks ? view(in) : View.UNKNOWN;
            frames.add(new FrameDetections(
                    tMs, persons(in, (int) persons, looks), view, !sparing || looked > 0, (int) secondLooks, provider));
        }
        if (in.hasRemaining()) {
            throw new IOException("The detections are damaged: " + in.remaining() + " bytes are left over.");
        }
        return frames;
    }

    private static Provider provider(List<FrameDetections> frames) {
        Set<Provider> providers = frames.stream().map(FrameDetections::provider).collect(Collectors.toSet());
        if (providers.size() > 1) {
            throw new IllegalArgumentException("frames of " + providers);
        }
        return providers.isEmpty() ? Provider.CPU : providers.iterator().next();
    }

    private static byte next(ByteBuffer in) throws IOException {
        if (!in.hasRemaining()) {
            throw new IOException("The detections are damaged: they end too early.");
        }
        return in.get();
    }

    private static ByteBuffer checked(byte[] bytes) throws IOException {
        int end = bytes.length - CHECKSUM_BYTES;
        if (end <= MAGIC.length || !ByteBuffer.wrap(bytes, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new IOException("These bytes are not detections.");
        }
        if (bytes[MAGIC.length] < BOXES_ONLY || bytes[MAGIC.length] > ELSEWHERE) {
            throw new IOException("The detections are of version " + bytes[MAGIC.length] + ", understood are "
                    + BOXES_ONLY + " to " + ELSEWHERE + ".");
        }
        if (ByteBuffer.wrap(bytes).getInt(end) != checksum(bytes, end)) {
            throw new IOException("The detections are damaged: their checksum is wrong.");
        }
        return ByteBuffer.wrap(bytes, MAGIC.length, end - MAGIC.length);
    }

    private static void person(ByteArrayOutputStream out, Detection person) {
        int x = edge(person.x());
        int y = edge(person.y());
        ByteBuffer bytes = ByteBuffer.allocate(PERSON_BYTES);
        bytes.putShort((short) x).putShort((short) y);
        bytes.putShort((short) side(x, person.w())).putShort((short) side(y, person.h()));
        bytes.putShort((short) Detection.steps(person.score()));
        Appearance looks = person.appearance();
        bytes.putLong(looks.upperHues()).putLong(looks.lowerHues()).putLong(looks.greys());
        out.writeBytes(bytes.array());
    }

    /** A rounded edge that leaves room for a side of one step. */
    private static int edge(double fraction) {
        return Math.min(Detection.STEPS - 1, Detection.steps(fraction));
    }

    /** A rounded side that is at least one step and stays within the picture. */
    private static int side(int from, double length) {
        return Math.min(Detection.STEPS - from, Math.max(1, Detection.steps(length)));
    }

    private static View view(ByteBuffer in) {
        byte[] cells = new byte[View.CELLS];
        in.get(cells);
        return View.of(cells);
    }

    private static List<Detection> persons(ByteBuffer in, int count, boolean looks) throws IOException {
        List<Detection> persons = new ArrayList<>(count);
        try {
            for (int i = 0; i < count; i++) {
                Detection person = Detection.ofSteps(steps(in), steps(in), steps(in), steps(in), steps(in));
                persons.add(looks ? person.looking(new Appearance(in.getLong(), in.getLong(), in.getLong())) : person);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("The detections are damaged: a box does not lie within the picture.", e);
        }
        return persons;
    }

    private static int steps(ByteBuffer in) {
        return Short.toUnsignedInt(in.getShort());
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static long varint(ByteBuffer in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            if (!in.hasRemaining()) {
                break;
            }
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("The detections are damaged: a number does not end.");
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
