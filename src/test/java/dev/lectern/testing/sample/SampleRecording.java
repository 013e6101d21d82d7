package dev.lectern.testing.sample;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Makes {@code lecture.mp4} and {@code lecture.truth.json} out of {@code lecturer.png}, in the folder given as the only
 * argument (default {@code docs/sample}). The system property {@code lectern.ffmpeg} names another ffmpeg program than
 * the bundled one.
 */
public final class SampleRecording {
    private static final int FRAMES_PER_SECOND = 25;
    private static final String NAME = "lecture.mp4";

    private final BufferedImage wall = LectureRoom.wall();
    private final BufferedImage front = Furniture.front();
    private final BufferedImage layer =
            new BufferedImage(LectureRoom.WIDTH, LectureRoom.HEIGHT, BufferedImage.TYPE_INT_ARGB);
    private final BufferedImage frame =
            new BufferedImage(LectureRoom.WIDTH, LectureRoom.HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    private final Truth truth = new Truth(FRAMES_PER_SECOND);
    private final Lecturer lecturer;
    private final double wholePixels;

    private SampleRecording(Lecturer lecturer) {
        this.lecturer = lecturer;
        drawAlone(new Pose(.5, 0, 0, 1, 1, false));
        this.wholePixels = Box.of(layer, Furniture.BENCH).pixels();
    }

    /**
     * Makes the recording.
     *
     * @param arguments the folder, or nothing
     * @throws IOException when the cut-out is not there or ffmpeg fails
     * @throws InterruptedException when interrupted while ffmpeg ends
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.setProperty("java.awt.headless", "true");
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "docs/sample");
        SampleRecording recording = new SampleRecording(Lecturer.read(folder.resolve("lecturer.png")));
        Encoder.given()
                .encode(
                        folder.resolve(NAME),
                        FRAMES_PER_SECOND,
                        Walk.SECONDS,
                        "Orbits, a drawn lecture",
                        recording::film);
        recording.truth.write(folder.resolve("lecture.truth.json"), NAME);
    }

    private void film(OutputStream to) throws IOException {
        int count = (int) Math.round(Walk.SECONDS * FRAMES_PER_SECOND);
        for (int i = 0; i < count; i++) {
            draw(Walk.at((double) i / FRAMES_PER_SECOND));
            to.write(((DataBufferByte) frame.getRaster().getDataBuffer()).getData());
        }
    }

    private void draw(Pose pose) {
        drawAlone(pose);
        Graphics2D on = LectureRoom.pen(frame);
        on.drawImage(wall, 0, 0, null);
        lecturer.drawShadow(on, pose);
        on.drawImage(layer, 0, 0, null);
        on.drawImage(front, 0, 0, null);
        on.dispose();

        // What the furniture covers is cut away; what is left can be seen.
        Graphics2D cut = layer.createGraphics();
        cut.setComposite(AlphaComposite.DstOut);
        cut.drawImage(front, 0, 0, null);
        cut.dispose();
        Box seen = Box.of(layer, LectureRoom.HEIGHT);
        truth.add(seen, Math.min(1, seen.pixels() / (wholePixels * pose.size() * pose.size() * pose.breadth())));
    }

    private void drawAlone(Pose pose) {
        Graphics2D on = LectureRoom.pen(layer);
        on.setComposite(AlphaComposite.Clear);
        on.fillRect(0, 0, LectureRoom.WIDTH, LectureRoom.HEIGHT);
        on.setComposite(AlphaComposite.SrcOver);
        lecturer.draw(on, pose);
        on.dispose();
    }
}
