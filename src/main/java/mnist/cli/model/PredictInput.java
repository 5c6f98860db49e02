package mnist.cli.model;

import java.nio.file.Path;
import java.util.List;
import mnist.cli.frame.Console;
import mnist.cli.frame.Usage;
import mnist.cli.options.IndexOption;
import mnist.cli.options.PictureOptions;
import mnist.data.Dataset;
import mnist.store.DataUse;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The images that {@code predict} is asked about: files, or images of a data set.
 *
 * @param files pictures, folders of pictures or IDX files; empty for the data set
 * @param index which images of the data set or of an IDX file
 */
record PredictInput(CommandSpec command, List<Path> files, IndexOption index, PictureOptions pictures) {
    /** Refuses to guess what was meant. */
    void check() {
        if (files.isEmpty() && !index.isGiven()) {
            throw Usage.error(command, "predict what? Name picture files, or --index N for images of the data set");
        }
        if (files.isEmpty() && (pictures.raw || pictures.many)) {
            throw Usage.error(command, (pictures.raw ? "--raw" : "--many") + " is for pictures; name picture files");
        }
    }

    boolean isDataSet() {
        return files.isEmpty();
    }

    /** Adds the images of the files that can be used. Returns whether all could. */
    boolean addFiles(PredictionInputs samples, DataUse trainedOn, Console console) {
        SampleFiles sampleFiles = new SampleFiles(samples, pictures.preparation(command, trainedOn), index, console);
        files.forEach(sampleFiles::add);
        return !sampleFiles.haveFailed();
    }

    void addFrom(Dataset dataset, PredictionInputs samples) {
        samples.requireSize(dataset.name(), dataset.rows(), dataset.columns());
        samples.addFrom(dataset, index.among(dataset.name(), dataset.size(), 0));
    }
}
