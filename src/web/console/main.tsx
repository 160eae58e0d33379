import { mount } from '#web/kit/mount.tsx';
import { ConsoleApp } from '#web/console/app.tsx';
// The kit's look first: ours comes after it. It speaks Chinese unless told otherwise.
import 'tdesign-react/es/style/index.css';
import '#web/console/console.css';
import '#web/console/kit.css';

mount(<ConsoleApp />);
