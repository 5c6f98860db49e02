package mnist.data;

/**
 * The two parts of a data set.
 *
 * @param reading how they were read, for people, for example "CSV, pixels 0..1"; empty for plain IDX files
 */
public record TrainTest(Dataset train, Dataset test, String reading) {}
