import { mount } from '#web/kit/mount.tsx';
import { OwnPage } from '#web/quiz/own-page.tsx';
import { isOwnPage } from '#web/quiz/place.ts';
import { QuizPage } from '#web/quiz/quiz-page.tsx';
import '#web/quiz/quiz.css';

mount(isOwnPage ? <OwnPage /> : <QuizPage />);
