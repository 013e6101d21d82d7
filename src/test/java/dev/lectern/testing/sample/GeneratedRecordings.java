package dev.lectern.testing.sample;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes recordings with exact truth that differ in what makes following somebody hard: clothes, light, size, crossings, absences,
 * other people. They are made on demand and never kept with the project; see {@link Staging} for what they show.
 */
public final class GeneratedRecordings {
    private static final int FRAMES_PER_SECOND = 15;

    private final BufferedImage wall = LectureRoom.wall();
    private final BufferedImage front = Furniture.front();
    private final BufferedImage frame =
            new BufferedImage(LectureRoom.WIDTH, LectureRoom.HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    private final Truth truth = new Truth(FRAMES_PER_SECOND);
    private final Staging staging;
    private final Map<Staging.Role, Double> wholePixels = new LinkedHashMap<>();

    private GeneratedRecordings(Staging staging) {
        this.staging = staging;
        for (Staging.Role role : staging.behind()) {
            BufferedImage alone = alone(role, new Pose(.5, 0, 0, 1, 1, false), new AffineTransform());
            wholePixels.put(role, (double) Box.of(alone, Furniture.BENCH).pixels());
        }
    }

    /**
     * Makes all recordings, each with a truth file beside it.
     *
     * @param ffmpeg the program that encodes them
     * @param environment variables that it needs
     * @param cutOut {@code docs/sample/lecturer.png}
     * @param folder where; made if it is missing
     * @return the truth files
     */
    public static List<Path> make(Path ffmpeg, Map<String, String> environment, Path cutOut, Path folder)
            throws IOException, InterruptedException {
        List<Path> truths = new ArrayList<>();
        for (Staging staging : Staging.all(Lecturer.read(cutOut))) {
            truths.add(make(staging, ffmpeg, environment, folder));
        }
        return truths;
    }

    /** Makes the recording with this name. Parameters as for {@link #make(Path, Map, Path, Path)}. */
    public static Path make(String name, Path ffmpeg, Map<String, String> environment, Path cutOut, Path folder)
            throws IOException, InterruptedException {
        Staging wanted = Staging.all(Lecturer.read(cutOut)).stream()
                .filter(staging -> staging.name().equals(name))
                .findFirst()
                .orElseThrow();
        return make(wanted, ffmpeg, environment, folder);
    }

    private static Path make(Staging staging, Path ffmpeg, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path truth = folder.resolve(staging.name() + ".gt.json");
        new GeneratedRecordings(staging)
                .shoot(new Encoder(ffmpeg, environment), folder.resolve(staging.name() + ".mp4"), truth);
        return truth;
    }

    private void shoot(Encoder encoder, Path recording, Path truthFile) throws IOException, InterruptedException {
        encoder.encode(recording, FRAMES_PER_SECOND, staging.seconds(), staging.name(), this::film);
        truth.write(truthFile, recording.getFileName().toString());
    }

    private void film(OutputStream to) throws IOException {
        int count = (int) Math.round(staging.seconds() * FRAMES_PER_SECOND);
        for (int i = 0; i < count; i++) {
            draw((double) i / FRAMES_PER_SECOND);
            to.write(((DataBufferByte) frame.getRaster().getDataBuffer()).getData());
        }
    }

    private void draw(double second) {
        AffineTransform camera = staging.camera().apply(second);
        Graphics2D on = LectureRoom.pen(frame);
        on.setPaint(new GradientPaint(0, 0, new Color(0xb9b4aa), 0, LectureRoom.HEIGHT, new Color(0x5b4a38)));
        on.fillRect(0, 0, LectureRoom.WIDTH, LectureRoom.HEIGHT);
        on.drawImage(wall, camera, null);
        Map<Staging.Role, BufferedImage> layers = new LinkedHashMap<>();
        for (Staging.Role role : staging.behind()) {
            appear(role, second, camera, on, layers);
        }
        BufferedImage furniture = blank();
        Graphics2D pen = LectureRoom.pen(furniture);
        pen.drawImage(front, camera, null);
        pen.dispose();
        layers.values().forEach(layer -> cut(layer, furniture));
        on.drawImage(furniture, 0, 0, null);
        for (Staging.Role role : staging.before()) {
            appear(role, second, camera, on, layers);
        }
        on.setComposite(AlphaComposite.SrcOver.derive((float) staging.darkness().applyAsDouble(second)));
        on.setColor(Color.BLACK);
        on.fillRect(0, 0, LectureRoom.WIDTH, LectureRoom.HEIGHT);
        on.dispose();
        note(second, camera, layers);
    }

    /** Draws somebody, who hides whatever is further away. */
    private static void appear(
            Staging.Role role,
            double second,
            AffineTransform camera,
            Graphics2D on,
            Map<Staging.Role, BufferedImage> layers) {
        BufferedImage layer = alone(role, role.route().at(second), camera);
        layers.values().forEach(further -> cut(further, layer));
        on.drawImage(layer, 0, 0, null);
        layers.put(role, layer);
    }

    private void note(double second, AffineTransform camera, Map<Staging.Role, BufferedImage> layers) {
        Map<String, Box> others = new LinkedHashMap<>();
        Box seen = null;
        double fraction = 0;
        for (Map.Entry<Staging.Role, BufferedImage> layer : layers.entrySet()) {
            Box box = Box.of(layer.getValue(), LectureRoom.HEIGHT);
            if (!layer.getKey().name().equals(Staging.INSTRUCTOR)) {
                others.put(layer.getKey().name(), box);
                continue;
            }
            Pose pose = layer.getKey().route().at(second);
            double whole = wholePixels.get(layer.getKey())
                    * pose.size()
                    * pose.size()
                    * pose.breadth()
                    * camera.getDeterminant();
            seen = box;
            fraction = Math.min(1, box.pixels() / whole);
        }
        truth.add(seen, fraction, others);
    }

    private static BufferedImage alone(Staging.Role role, Pose pose, AffineTransform camera) {
        BufferedImage layer = blank();
        Graphics2D on = LectureRoom.pen(layer);
        on.transform(camera);
        // Where the room ends there is a wall; who is beyond it cannot be seen.
        on.clipRect(0, 0, LectureRoom.WIDTH, LectureRoom.HEIGHT);
        role.figure().draw(on, pose);
        on.dispose();
        return layer;
    }

    private static void cut(BufferedImage layer, BufferedImage nearer) {
        Graphics2D on = layer.createGraphics();
        on.setComposite(AlphaComposite.DstOut);
        on.drawImage(nearer, 0, 0, null);
        on.dispose();
    }

    private static BufferedImage blank() {
        return new BufferedImage(LectureRoom.WIDTH, LectureRoom.HEIGHT, BufferedImage.TYPE_INT_ARGB);
    }
}
