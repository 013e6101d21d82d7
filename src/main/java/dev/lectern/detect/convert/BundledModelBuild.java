package dev.lectern.detect.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Run by the build: writes the bundled model, and the quick one beside it, to where the jar is made from. */
public final class BundledModelBuild {

    static final String PACKAGE = "@vladmandic/human";
    static final String VERSION = "1.8.5";
    static final List<ModelSource.Part> PARTS = List.of(
            new ModelSource.Part(
                    "models/nanodet.json", "4495eb0ec74bd33ee40a79aa06ebc1ccd7e28be1bf7355d93ffb570b8d77f45d"),
            new ModelSource.Part(
                    "models/nanodet.bin", "5d0e4f8c4eded666287330be03017d494787d35f523fd77ca23f59db984a4ad9"));

    private BundledModelBuild() {}

    /**
     * @param args folder with the npm lock file, folder of the cache, file to write, file for the quick model
     * @throws IOException with a sentence for whoever builds, if the model cannot be had or is not the one that was chosen
     */
    public static void main(String[] args) throws IOException {
        Path source = Path.of(args[0]);
        Path cache = Path.of(args[1]);
        Path onnx = Path.of(args[2]);
        OnnxGraph quick = folded(source, cache);
        Quantisation.apply(quick, Calibration.read(source.resolve(Calibration.FILE)));
        Files.createDirectories(onnx.getParent());
        Files.write(onnx, model(source, cache).toBytes());
        Files.write(Path.of(args[3]), quick.toBytes());
    }

    /** The model as it was trained, before its numbers are made bytes. */
    static OnnxGraph folded(Path lockFolder, Path cache) throws IOException {
        OnnxGraph model = model(lockFolder, cache);
        Folding.fold(model);
        return model;
    }

    private static OnnxGraph model(Path lockFolder, Path cache) throws IOException {
        List<byte[]> parts = new ModelSource(lockFolder, cache, PACKAGE).read(PARTS);
        return NanodetConversion.convert(parts.get(0), parts.get(1), VERSION);
    }
}
