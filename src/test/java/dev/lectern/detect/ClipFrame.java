package dev.lectern.detect;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerPointer;

/** One picture of a trusted test recording, scaled. In process and without care for memory: this is for tests only. */
final class ClipFrame {

    private ClipFrame() {}

    /** The picture after {@code skip} others. */
    static ByteBuffer read(Path clip, int skip, int width, int height) {
        av_log_set_level(AV_LOG_ERROR);
        AVFormatContext format = new AVFormatContext(null);
        check(avformat_open_input(format, clip.toString(), null, null));
        check(avformat_find_stream_info(format, (PointerPointer<?>) null));
        int stream = videoStream(format);
        var parameters = format.streams(stream).codecpar();
        AVCodecContext decoder = avcodec_alloc_context3(null);
        check(avcodec_parameters_to_context(decoder, parameters));
        check(avcodec_open2(decoder, avcodec_find_decoder(parameters.codec_id()), (PointerPointer<?>) null));
        AVPacket packet = avcodec.av_packet_alloc();
        AVFrame frame = avutil.av_frame_alloc();
        int seen = 0;
        while (av_read_frame(format, packet) >= 0) {
            if (packet.stream_index() == stream) {
                check(avcodec_send_packet(decoder, packet));
                while (avcodec_receive_frame(decoder, frame) >= 0) {
                    if (seen++ == skip) {
                        return scaled(frame, width, height);
                    }
                }
            }
            avcodec.av_packet_unref(packet);
        }
        throw new IllegalStateException(clip + " has only " + seen + " pictures");
    }

    private static int videoStream(AVFormatContext format) {
        for (int i = 0; i < format.nb_streams(); i++) {
            if (format.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
                return i;
            }
        }
        throw new IllegalStateException("no pictures");
    }

    private static ByteBuffer scaled(AVFrame frame, int width, int height) {
        var scaler = sws_getContext(
                frame.width(),
                frame.height(),
                frame.format(),
                width,
                height,
                AV_PIX_FMT_BGR24,
                SWS_AREA,
                null,
                null,
                (DoublePointer) null);
        AVFrame bgr = avutil.av_frame_alloc();
        bgr.format(AV_PIX_FMT_BGR24);
        bgr.width(width);
        bgr.height(height);
        check(avutil.av_frame_get_buffer(bgr, 0));
        check(sws_scale_frame(scaler, bgr, frame));
        ByteBuffer copy = ByteBuffer.allocateDirect(width * height * 3);
        byte[] row = new byte[width * 3];
        for (int y = 0; y < height; y++) {
            bgr.data(0).position((long) y * bgr.linesize(0)).get(row);
            copy.put(row);
        }
        return copy.rewind();
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("ffmpeg says " + result);
        }
    }
}
