package dev.lectern.track;

import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * An association in few bytes: which detections belong to whom, and what speaks for each person, which takes as long to find out. With
 * the same detections it gives the same association. A byte or two for each detection, and then compressed.
 */
public final class AssociationCodec {

    private static final String FORM = "lectern-association-1";

    private AssociationCodec() {}

    /**
     * Writes an association.
     *
     * @param result names the result that it belongs to
     */
    public static byte[] encode(Association association, String result) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeUTF(FORM);
            out.writeUTF(Tracking.NAME);
            out.writeUTF(result);
            number(out, association.scene().size());
            number(out, association.candidates().size());
            for (Candidate candidate : association.candidates()) {
                number(out, candidate.person().tracklets().size());
                for (Tracklet tracklet : candidate.person().tracklets()) {
                    write(out, tracklet);
                }
                write(out, candidate.evidence());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads an association.
     *
     * @param result as it was written
     * @param inspection of the recording
     * @param frames the detections from which it was made
     * @param parameters with which it was made
     * @throws IOException if it is none, or not one of these detections, of this result and of this version
     */
    public static Association decode(
            byte[] encoded,
            String result,
            Inspection inspection,
            List<FrameDetections> frames,
            TrackerParameters parameters)
            throws IOException {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(encoded)))) {
            if (!in.readUTF().equals(FORM)
                    || !in.readUTF().equals(Tracking.NAME)
                    || !in.readUTF().equals(result)
                    || number(in) != frames.size()) {
                throw new IOException("an association of something else");
            }
            double aspect = (double) inspection.width() / inspection.height();
            Scene scene = Scene.of(aspect, frames);
            int count = number(in);
            List<Candidate> persons = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                persons.add(new Candidate(Association.name(i), person(in, scene), evidence(in)));
            }
            if (in.read() >= 0) {
                throw new IOException("more than an association");
            }
            return Association.of(inspection, scene, parameters.gapLimitSamples(), persons);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("an association of something else", e);
        }
    }

    private static void write(DataOutputStream out, Tracklet tracklet) throws IOException {
        number(out, tracklet.length());
        int frame = 0;
        for (Box box : tracklet.boxes()) {
            number(out, box.frame() - frame);
            number(out, box.index());
            frame = box.frame();
        }
        number(out, tracklet.doubts().size());
        frame = 0;
        for (int doubt : tracklet.doubts()) {
            number(out, doubt - frame);
            frame = doubt;
        }
    }

    private static void write(DataOutputStream out, Evidence evidence) throws IOException {
        for (double part : new double[] {
            evidence.seconds(),
            evidence.presence(),
            evidence.roaming(),
            evidence.walking(),
            evidence.whole(),
            evidence.standing(),
            evidence.head(),
            evidence.height(),
            evidence.found(),
            evidence.alive()
        }) {
            out.writeDouble(part);
        }
    }

    private static Evidence evidence(DataInputStream in) throws IOException {
        return new Evidence(
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble());
    }

    private static Person person(DataInputStream in, Scene scene) throws IOException {
        int count = number(in);
        Person person = null;
        for (int i = 0; i < count; i++) {
            Person next = Person.of(tracklet(in, scene));
            person = person == null ? next : person.then(next);
        }
        if (person == null) {
            throw new IOException("a person who was never seen");
        }
        return person;
    }

    private static Tracklet tracklet(DataInputStream in, Scene scene) throws IOException {
        int length = number(in);
        List<Box> boxes = new ArrayList<>();
        int frame = 0;
        for (int i = 0; i < length; i++) {
            frame += number(in);
            boxes.add(scene.frames().get(frame).get(number(in)));
        }
        int count = number(in);
        List<Integer> doubts = new ArrayList<>();
        frame = 0;
        for (int i = 0; i < count; i++) {
            frame += number(in);
            doubts.add(frame);
        }
        return Tracklet.of(boxes, doubts);
    }

    /** Seven bits in each byte, the lowest first; the highest bit says that more follow. */
    private static void number(DataOutputStream out, int value) throws IOException {
        int rest = value;
        while (rest > 0x7f) {
            out.writeByte(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    private static int number(DataInputStream in) throws IOException {
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            int next = in.readUnsignedByte();
            value |= (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("a number without end");
    }
}
