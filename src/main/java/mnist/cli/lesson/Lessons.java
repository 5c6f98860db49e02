package mnist.cli.lesson;

import java.util.List;

/** All lessons; they are numbered from 1, in this order. */
final class Lessons {
    static final List<Lesson> ALL = List.of(
            new LearningRateLesson(),
            new BatchSizeLesson(),
            new OptimizersLesson(),
            new VanishingLesson(),
            new OverfittingLesson(),
            new ZeroWeightsLesson(),
            new SaturationLesson(),
            new ExplodingLesson(),
            new SchedulesLesson(),
            new L1Lesson(),
            new PlateausLesson());

    private Lessons() {}
}
