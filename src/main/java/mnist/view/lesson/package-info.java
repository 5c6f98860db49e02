/**
 * The page that a lesson ends with.
 *
 * <p>Start at {@link mnist.view.lesson.LessonPage}; its template is in {@code resources/mnist/view/lesson}.
 */
package mnist.view.lesson;
