package mnist.data.source;

/**
 * A data set that was found among files.
 *
 * @param folder where it lies among them, for people; empty at the top
 * @param split its name, where several data sets may lie in one folder; else null
 */
public record FoundSource(String folder, String split, LabelledSource source) {}
