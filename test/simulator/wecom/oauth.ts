import * as z from 'zod';
import { randomBytes } from 'node:crypto';
import { appOf, get, param, post, type Redirect, type Routes } from './api.ts';
import { createWindows, hour, minute } from './limits.ts';
import { checked, refuse } from './refusal.ts';
import { isVisible, personOf, type World } from './world.ts';

interface Login {
  readonly who: { readonly userid: string } | { readonly openid: string };
  readonly isPrivate: boolean;
  readonly at: number;
}

/** Logins in the client: a code is good once and for five minutes. */
export function createOauth(world: World) {
  const logins = new Map<string, Login>();
  const tickets = new Map<string, { readonly userid: string; readonly at: number }>();
  const windows = createWindows(world.now);
  const jsTicket = (whose: string, perHour: number): object => {
    if (!windows.admits(whose, [{ ms: hour, max: perHour }])) refuse(45009);
    return { ticket: world.newId('ticket'), expires_in: 7200 };
  };
  const login = (who: string, isPrivate: boolean): string => {
    const code = randomBytes(24).toString('base64url');
    const person = personOf(world, who);
    logins.set(code, { who: person ? { userid: person.userid } : { openid: who }, isPrivate, at: world.now() });
    return code;
  };
  const routes: Routes = {
    ...signInPages(world, login),
    '/cgi-bin/auth/getuserinfo': get(({ query, caller }) => {
      const agent = appOf(caller);
      const code = param(query, 'code', 40029);
      const found = logins.get(code);
      logins.delete(code);
      if (!found || world.now() - found.at > 5 * minute) return refuse(40029);
      if ('openid' in found.who) return { openid: found.who.openid };
      const { userid } = found.who;
      if (!isVisible(agent, userid)) refuse(50002);
      if (!found.isPrivate) return { userid };
      const ticket = randomBytes(32).toString('base64url');
      tickets.set(ticket, { userid, at: world.now() });
      return { userid, user_ticket: ticket, expires_in: 1800 };
    }),
    '/cgi-bin/auth/getuserdetail': post(({ body }) => {
      const found = tickets.get(checked(z.looseObject({ user_ticket: z.string() }), body).user_ticket);
      if (!found) return refuse(84015);
      if (world.now() - found.at > 30 * minute) return refuse(84014);
      return {
        userid: found.userid,
        gender: '0',
        avatar: '',
        qr_code: '',
        mobile: '',
        email: '',
        biz_mail: '',
        address: '',
      };
    }),
    '/cgi-bin/get_jsapi_ticket': get(() => jsTicket('corp', 400)),
    '/cgi-bin/ticket/get': get(({ caller }) => jsTicket(`app ${appOf(caller).agentid}`, 100)),
  };
  return {
    routes,
    /** A member opens a page in the client: the code its address gets. A stranger is named by openid. */
    login: (who: string, { isPrivate = false } = {}): string => login(who, isPrivate),
  };
}

/** The pages browsers are sent to: inside the client silently, elsewhere after a scan. Whoever is not signed in there gets no further. */
function signInPages(world: World, login: (who: string, isPrivate: boolean) => string): Routes {
  const goBack = (query: URLSearchParams, visitor: string, isPrivate: boolean): Redirect => {
    if (param(query, 'appid') !== world.corp.corpid) refuse(40013);
    const back = new URL(param(query, 'redirect_uri'));
    const agentid = query.get('agentid');
    const agents = [...world.agents.values()].filter((one) => agentid === null || one.agentid === Number(agentid));
    if (agents.length === 0) refuse(40056);
    if (!agents.some(({ trustedDomain }) => trustedDomain === back.host)) refuse(50001);
    const state = query.get('state') ?? '';
    if (!/^[a-zA-Z0-9]{0,128}$/.test(state)) refuse(40058, 'state');
    if (visitor === '') refuse(40029, 'nobody is signed in');
    back.searchParams.set('code', login(visitor, isPrivate));
    back.searchParams.set('state', state);
    return { redirect: back.href };
  };
  return {
    '/connect/oauth2/authorize': {
      ...get(({ query, visitor }) => {
        const scope = param(query, 'scope');
        if (param(query, 'response_type') !== 'code') refuse(40058, 'response_type');
        if (scope !== 'snsapi_base' && scope !== 'snsapi_privateinfo') refuse(40058, 'scope');
        if (scope === 'snsapi_privateinfo') param(query, 'agentid', 40056);
        return goBack(query, visitor, scope === 'snsapi_privateinfo');
      }),
      isOpen: true,
    },
    '/wwlogin/sso/login': {
      ...get(({ query, visitor }) => {
        if (param(query, 'login_type') !== 'CorpApp') refuse(40058, 'login_type');
        param(query, 'agentid', 40056);
        return goBack(query, visitor, false);
      }),
      isOpen: true,
    },
  };
}
