import { mount } from '#web/kit/mount.tsx';
import { ReportPage } from '#web/report/page.tsx';
import '#web/report/report.css';

mount(<ReportPage />);
