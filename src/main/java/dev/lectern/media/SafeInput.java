package dev.lectern.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How an uploaded file is named to ffmpeg and ffprobe. Only real containers are opened, never lists of other files (HLS, DASH,
 * concat, SDP), which ffmpeg recognises by content whatever the file is called; only the file itself and pipes are read; only the
 * usual codecs of cameras, phones and lecture recorders are decoded; and pictures have a largest size, files a largest number of
 * streams.
 */
final class SafeInput {

    private static final String CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,ogg,asf";

    private static final String DECODERS = String.join(
            ",",
            // pictures
            "h264,hevc,libaom-av1,vp8,vp9,mpeg4,mpeg1video,mpeg2video,h263,flv,msmpeg4,msmpeg4v2,wmv1,wmv2,wmv3,vc1",
            "theora,mjpeg,prores,dnxhd,dvvideo,rawvideo,png",
            // sound
            "aac,aac_latm,mp1float,mp2float,mp3float,mp1,mp2,mp3,ac3,eac3,dca,opus,libopus,vorbis,flac,alac,speex,libspeex",
            "amrnb,amrwb,libopencore_amrnb,libopencore_amrwb,nellymoser,wmav1,wmav2,wmapro,wmavoice,adpcm_ms,adpcm_ima_wav",
            "adpcm_ima_qt,adpcm_swf,adpcm_yamaha,gsm,gsm_ms,pcm_alaw,pcm_mulaw,pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le",
            "pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_bluray,pcm_dvd",
            // subtitles, which are never shown but may be there
            "mov_text,subrip,srt,ass,ssa,webvtt,dvbsub,dvdsub,pgssub,text,cc_dec");

    /** Those that only hardware has, and that only take part where it decodes. */
    private static final String HARDWARE_DECODERS =
            ",av1,h264_qsv,hevc_qsv,av1_qsv,vp8_qsv,vp9_qsv,mpeg2_qsv,vc1_qsv,mjpeg_qsv";

    /** A file that was made here has no more. */
    private static final String ONE_STREAM = "1";

    private SafeInput() {}

    /** The arguments up to and including the input; none of them is a part of the file. */
    static List<String> arguments(Path file) {
        return arguments(file, DECODERS);
    }

    /** The same where hardware decodes. */
    static List<String> onHardware(Path file) {
        return arguments(file, DECODERS + HARDWARE_DECODERS);
    }

    private static List<String> arguments(Path file, String decoders) {
        List<String> arguments = new ArrayList<>(List.of(
                "-format_whitelist",
                CONTAINERS,
                "-protocol_whitelist",
                "file,pipe",
                "-codec_whitelist",
                decoders,
                "-max_pixels",
                Long.toString(Bounds.PIXELS),
                "-max_streams",
                Integer.toString(Bounds.STREAMS)));
        arguments.addAll(input(file));
        return arguments;
    }

    /**
     * The same for a file that we made, of which is known what it must be.
     *
     * @param demuxer the only one that reads it
     * @param codec of its only stream
     */
    static List<String> arguments(Path file, String demuxer, String codec) {
        List<String> arguments = new ArrayList<>(List.of("-f", demuxer, "-protocol_whitelist", "file"));
        arguments.addAll(List.of("-codec_whitelist", codec, "-max_streams", ONE_STREAM));
        arguments.addAll(input(file));
        return arguments;
    }

    private static List<String> input(Path file) {
        return List.of("-i", "file:" + file.toAbsolutePath());
    }
}
