import 'tdesign-vue-next/es/style/index.css';
import './styles/tokens.css';
import './styles/base.css';
import { createApp } from 'vue';
import App from './app.vue';
import { router } from './router';
import { ignoreSecondClicks } from './second-click';
import { speakNames } from './spoken-names';

createApp(App).use(router).mount('#app');
speakNames(document.body);
ignoreSecondClicks(document.body);
