package mnist.spark;

import java.nio.file.Path;
import java.util.List;
import mnist.data.DataException;
import mnist.data.ProgressCallback;
import mnist.data.Storage;
import mnist.data.fetch.DataEnvironment;
import mnist.data.fetch.DataFinder;
import mnist.data.fetch.FoundData;
import mnist.data.source.Reading;
import mnist.data.source.ReadingWords;
import mnist.data.source.SourceReader;
import mnist.picture.folder.PictureSets;
import mnist.store.DataUse;

/** The images of a model, found by the driver and by its tasks alike. */
final class Images {
    private Images() {}

    /**
     * @param place an absolute path
     * @param given how they are to be read, as {@link ReadingWords} says it; empty for as the model's own were
     * @throws DataException if there are none
     */
    static SourceReader reader(Path place, List<String> given, DataUse trainedOn, Storage storage) {
        boolean same = given.isEmpty() && place.equals(place(trainedOn));
        Reading said = ReadingWords.parse(same ? trainedOn.reading() : given);
        String kind = trainedOn.preparation().equals("unknown") ? null : trainedOn.preparation();
        Reading reading = same ? said : said.withPictures(kind, trainedOn.rows(), trainedOn.columns());
        DataEnvironment environment = DataEnvironment.ofProcess();
        PictureSets pictures = new PictureSets(environment.data().resolve("cache"), () -> ProgressCallback.NONE);
        FoundData found = new DataFinder(environment, null, pictures).at(place, reading);
        return new SourceReader(found.source(), found.name(), found.reading(), trainedOn.names(), storage);
    }

    /** Where the data of a model were. */
    static Path place(DataUse trainedOn) {
        return Path.of(trainedOn.source()).toAbsolutePath().normalize();
    }

    /** @throws DataException unless the images are those that a model was trained on */
    static void requireSame(Path place, DataUse trainedOn, String fingerprint) {
        if (!fingerprint.equals(trainedOn.fingerprint())) {
            String found = fingerprint.substring(0, trainedOn.shortFingerprint().length());
            throw DataException.about(
                    place,
                    "these are not the images of the training",
                    trainedOn.shortFingerprint() + " (" + trainedOn.name() + ")",
                    found,
                    "name the same data");
        }
    }
}
