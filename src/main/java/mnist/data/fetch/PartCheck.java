package mnist.data.fetch;

import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.Storage;
import mnist.data.folder.DataFolder;
import mnist.data.idx.LabelledFiles;

/**
 * What was found in images and labels that belong together.
 *
 * @param name "train" or "test"
 * @param images the file of the images
 * @param labels the file of the labels
 * @param size number of images; 0 if the files are not sound
 * @param rows height of an image
 * @param columns width of an image
 * @param labelCounts images of each class; empty if the files are not sound
 * @param fingerprint see {@link Dataset#fingerprint()}; null if the files are not sound
 * @param known what this content is, as published; null if it is nothing known
 * @param problem in one line; null if there is none besides those of the files
 */
public record PartCheck(
        String name,
        FileCheck images,
        FileCheck labels,
        int size,
        int rows,
        int columns,
        int[] labelCounts,
        String fingerprint,
        String known,
        String problem) {

    static PartCheck of(String name, FileCheck images, FileCheck labels) {
        if (!images.isSound() || !labels.isSound()) {
            return unsound(name, images, labels, null);
        }
        Dataset dataset;
        try {
            dataset = new LabelledFiles(images.file(), labels.file())
                    .open(name, DataFolder.DEFAULT_CLASSES, Storage.AUTO);
        } catch (DataException e) {
            return unsound(name, images, labels, e.getMessage());
        }
        int[] counts = new int[dataset.classes()];
        for (int i = 0; i < dataset.size(); i++) {
            counts[dataset.label(i)]++;
        }
        String fingerprint = dataset.fingerprint();
        boolean samePublished = images.published() != null && images.published().equals(labels.published());
        String published = samePublished ? images.published() + " " + name : null;
        String known = Catalog.contentOf(fingerprint).orElse(published);
        return new PartCheck(
                name,
                images,
                labels,
                dataset.size(),
                dataset.rows(),
                dataset.columns(),
                counts,
                fingerprint,
                known,
                null);
    }

    private static PartCheck unsound(String name, FileCheck images, FileCheck labels, String problem) {
        return new PartCheck(name, images, labels, 0, 0, 0, new int[0], null, null, problem);
    }

    public boolean isSound() {
        return fingerprint != null;
    }
}
