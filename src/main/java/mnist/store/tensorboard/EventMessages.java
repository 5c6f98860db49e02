package mnist.store.tensorboard;

import java.util.ArrayList;
import java.util.List;
import mnist.store.protobuf.Protobuf;

/** The messages of an event file, named as in {@code event.proto} beside the class files, their components in its order. */
final class EventMessages {
    private static final int BUCKETS = 64;
    private static final Protobuf<Event> PROTOBUF = Protobuf.of(Event.class, "event.proto");

    /** @param wallTime in seconds since 1970 */
    record Event(double wallTime, Long step, String fileVersion, Summary summary) {
        static Event version(double wallTime) {
            return new Event(wallTime, null, "brain.Event:2", null);
        }

        static Event of(double wallTime, long step, List<Value> values) {
            return new Event(wallTime, step, null, new Summary(values));
        }

        byte[] bytes() {
            return PROTOBUF.bytes(this);
        }
    }

    record Summary(List<Value> value) {}

    record Value(String tag, Float simpleValue, HistogramProto histo) {
        static Value scalar(String tag, double value) {
            return new Value(tag, (float) value, null);
        }

        static Value histogram(String tag, float[] values) {
            return new Value(tag, null, HistogramProto.of(values));
        }
    }

    /** @param bucketLimit the upper end of each bucket */
    record HistogramProto(
            double min,
            double max,
            double num,
            double sum,
            double sumSquares,
            List<Double> bucketLimit,
            List<Double> bucket) {
        /** Of finite numbers, in buckets of one width from the least to the largest. */
        static HistogramProto of(float[] values) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            double sum = 0;
            double squares = 0;
            for (float value : values) {
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
                squares += (double) value * value;
            }
            int buckets = max > min ? BUCKETS : 1;
            double width = (max - min) / buckets;
            double[] counts = new double[buckets];
            for (float value : values) {
                counts[width > 0 ? Math.min(buckets - 1, (int) ((value - min) / width)) : 0]++;
            }
            List<Double> limits = new ArrayList<>();
            List<Double> filled = new ArrayList<>();
            for (int i = 0; i < buckets; i++) {
                limits.add(i == buckets - 1 ? max : min + (i + 1) * width);
                filled.add(counts[i]);
            }
            return new HistogramProto(min, max, values.length, sum, squares, limits, filled);
        }
    }

    private EventMessages() {}
}
