/**
 * Experiments for learners: each trains small networks, and says what this machine measured.
 *
 * <p>Start at {@link mnist.cli.lesson.LessonCommand}; {@link mnist.cli.lesson.Lesson} is what one of them brings.
 */
package mnist.cli.lesson;
