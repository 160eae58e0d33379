import { appOf, get, param, type Ask, type Routes } from './api.ts';
import { refuse } from './refusal.ts';
import { isVisible, personOf, subtree, type Person, type World } from './world.ts';

/** user, department, tag, agent and the addresses of the platform. */
export function createDirectory(world: World): Routes {
  const visible = ({ caller }: Ask, person: Person): boolean =>
    caller.kind === 'contacts' || isVisible(appOf(caller), person.userid);
  const inDepartment = (ask: Ask): readonly Person[] => {
    const id = Number(param(ask.query, 'department_id', 60003));
    if (!world.departments.has(id)) refuse(60003);
    const inside = ask.query.get('fetch_child') === '1' ? subtree(world, id) : new Set([id]);
    return [...world.people.values()].filter(
      (one) => visible(ask, one) && one.department.some((each) => inside.has(each)),
    );
  };
  const departments = ({ query }: Ask) => {
    const root = query.get('id');
    const inside = root === null ? null : subtree(world, Number(root));
    if (root !== null && !world.departments.has(Number(root))) refuse(60003);
    return [...world.departments.values()].filter((one) => inside === null || inside.has(one.id));
  };
  return {
    '/cgi-bin/user/get': get((ask) => {
      const person = personOf(world, param(ask.query, 'userid', 40003));
      if (!person) return refuse(60111);
      return visible(ask, person) ? personal(world, person) : refuse(60011);
    }),
    '/cgi-bin/user/simplelist': get((ask) => ({
      userlist: inDepartment(ask).map(({ userid, name, department }) => ({ userid, name, department })),
    })),
    '/cgi-bin/user/list': get((ask) => ({ userlist: inDepartment(ask).map((one) => personal(world, one)) })),
    '/cgi-bin/department/list': get((ask) => ({
      department: departments(ask).map(({ id, name, parentid, leaders }) => ({
        id,
        name,
        parentid,
        department_leader: leaders,
        order: id,
      })),
    })),
    '/cgi-bin/department/simplelist': get((ask) => ({
      department_id: departments(ask).map(({ id, parentid }) => ({ id, parentid, order: id })),
    })),
    '/cgi-bin/department/get': get(({ query }) => {
      const found = world.departments.get(Number(param(query, 'id', 60003))) ?? refuse(60003);
      const { id, name, parentid, leaders } = found;
      return { department: { id, name, parentid, department_leader: leaders, order: id } };
    }),
    '/cgi-bin/tag/list': get(() => {
      const tags = new Set([...world.people.values()].flatMap((one) => one.tags));
      return { taglist: [...tags].map((tagid) => ({ tagid, tagname: `标签${tagid}` })) };
    }),
    '/cgi-bin/tag/get': get((ask) => {
      const tag = Number(param(ask.query, 'tagid'));
      const tagged = [...world.people.values()].filter((one) => one.tags.includes(tag) && visible(ask, one));
      return { tagname: `标签${tag}`, userlist: tagged.map(({ userid, name }) => ({ userid, name })), partylist: [] };
    }),
    '/cgi-bin/agent/get': get(({ query, caller }) => {
      const agent = world.agents.get(Number(param(query, 'agentid', 40056)));
      if (!agent) return refuse(40056);
      if (caller.kind !== 'app' || caller.agent.agentid !== agent.agentid) return refuse(301002);
      const seen = [...world.people.values()].filter((one) => isVisible(agent, one.userid));
      return {
        agentid: agent.agentid,
        name: agent.name,
        square_logo_url: '',
        description: '',
        allow_userinfos: { user: agent.visible === null ? [] : seen.map(({ userid }) => ({ userid })) },
        allow_partys: { partyid: agent.visible === null ? [1] : [] },
        allow_tags: { tagid: [] },
        close: agent.isClosed ? 1 : 0,
        redirect_domain: '',
        report_location_flag: 0,
        isreportenter: 1,
        home_url: '',
      };
    }),
    '/cgi-bin/getcallbackip': get(() => ({ ip_list: ['127.0.0.*'] })),
    '/cgi-bin/get_api_domain_ip': get(() => ({ ip_list: ['127.0.0.1'] })),
  };
}

/** As an app created after 2022-06-20 gets it: no mobile, e-mail or avatar. */
function personal(world: World, { userid, name, department, status, leader }: Person): object {
  const leads = department.map((id) => (world.departments.get(id)?.leaders.includes(userid) === true ? 1 : 0));
  return {
    userid,
    name,
    department,
    order: department.map(() => 0),
    position: '',
    is_leader_in_dept: leads,
    direct_leader: leader === null ? [] : [leader],
    status,
    main_department: department[0] ?? 1,
    alias: '',
    telephone: '',
    extattr: { attrs: [] },
  };
}
