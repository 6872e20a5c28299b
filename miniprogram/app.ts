import { configureHttp } from './core/http';
import { logIn, sessionToken } from './core/session';
import { SERVER_URL } from './environment';

App({
  onLaunch() {
    configureHttp({ baseUrl: SERVER_URL, session: { token: sessionToken, renew: logIn } });
  },
});
