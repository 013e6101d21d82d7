package dev.lectern.media;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.TaskFailure;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a small picture that stands for a recording: from its first third, or from elsewhere if that is as good as black or blank.
 * Thread safe.
 */
public final class Thumbnailer {

    /** Pixels from left to right. */
    public static final int WIDTH = 320;

    private static final Logger LOG = LoggerFactory.getLogger(Thumbnailer.class);
    private static final double[] PLACES = {0.3, 0.6, 0.1, 0};
    /** A tall picture is no taller than this many times its width. */
    private static final int MAX_HEIGHT = 3 * WIDTH;

    private static final double DARK = 24;
    private static final double BLANK = 6;
    private static final float QUALITY = 0.85f;

    private final Stills stills;

    public Thumbnailer(FfmpegBinaries binaries) {
        this.stills = new Stills(binaries);
    }

    /**
     * Makes the picture.
     *
     * @return a JPEG, upright and {@link #WIDTH} pixels wide; empty if no picture could be decoded
     * @throws TaskFailure only if interrupted
     */
    public Optional<byte[]> of(Path recording, Inspection inspection, CancelToken cancel) throws TaskFailure {
        int height = (int) Math.max(
                2, Math.min(MAX_HEIGHT, Math.round((double) WIDTH * inspection.height() / inspection.width())));
        BufferedImage any = null;
        for (double place : PLACES) {
            cancel.check();
            BufferedImage picture = new BufferedImage(WIDTH, height, BufferedImage.TYPE_3BYTE_BGR);
            byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
            if (!grab(recording, inspection, place, height, pixels, cancel)) {
                continue;
            }
            if (tells(pixels)) {
                return Optional.ofNullable(jpeg(picture));
            }
            any = any == null ? picture : any;
        }
        return any == null ? Optional.empty() : Optional.ofNullable(jpeg(any));
    }

    private boolean grab(
            Path recording, Inspection inspection, double place, int height, byte[] pixels, CancelToken cancel)
            throws TaskFailure {
        try {
            double second = place * inspection.durationMs() / 1000;
            return stills.near(second, recording, inspection, WIDTH, height, pixels, Limits.QUICK, cancel);
        } catch (TaskFailure e) {
            cancel.check();
            LOG.info("no thumbnail at {} of {}", place, recording.getFileName(), e);
            return false;
        }
    }

    /** Whether there is something to see: neither dark all over nor of one colour. */
    private static boolean tells(byte[] bgr) {
        double sum = 0;
        double squares = 0;
        for (int i = 1; i < bgr.length; i += 3) {
            int green = bgr[i] & 0xff;
            sum += green;
            squares += green * green;
        }
        double pixels = bgr.length / 3.0;
        double mean = sum / pixels;
        double deviation = Math.sqrt(Math.max(0, squares / pixels - mean * mean));
        return mean + deviation > DARK && deviation > BLANK;
    }

    static byte[] jpeg(BufferedImage picture) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(QUALITY);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), quality);
            stream.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            LOG.warn("a thumbnail could not be written", e);
            return null;
        } finally {
            writer.dispose();
        }
    }
}
